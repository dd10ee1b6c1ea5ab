/** The servlet side: the filter that answers hits, the servlet that makes what is missing, and what they read and write. */
@NullMarked
package dev.tomthumb.web;

import org.jspecify.annotations.NullMarked;
