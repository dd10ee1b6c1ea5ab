/** Renditions made for nobody yet: from lists of URLs, access logs, and what was popular before a purge. */
@NullMarked
package dev.tomthumb.engine.warm;

import org.jspecify.annotations.NullMarked;
