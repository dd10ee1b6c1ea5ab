/** Starts the real servers that the in-container tests and the demo talk to. */
@NullMarked
package dev.tomthumb.testkit;

import org.jspecify.annotations.NullMarked;
