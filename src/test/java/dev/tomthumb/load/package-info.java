/**
 * Load and faults: the product in a real Tomcat, an origin that can be slow, dead, cut short or lying, and many visitors
 * at once. Profile {@code load}; what comes out stands in {@code docs/reliability.md}.
 */
@NullMarked
package dev.tomthumb.load;

import org.jspecify.annotations.NullMarked;
