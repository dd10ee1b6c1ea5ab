/** The decision and the story: look up, else fetch, render and store. */
@NullMarked
package dev.tomthumb.engine;

import org.jspecify.annotations.NullMarked;
