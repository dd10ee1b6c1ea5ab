/**
 * What belongs into Tomcat's own {@code lib}, as a jar of its own: Tomcat loads valves and listeners of {@code server.xml}
 * from there. Knows nothing of the product but the names of its request attributes and of its MBean, so that it works
 * with any version of it, and with Tomcat 9, 10.1 and 11: no name of the servlet API stands in a signature it calls.
 */
@NullMarked
package dev.tomthumb.tomcat;

import org.jspecify.annotations.NullMarked;
