/**
 * The benchmark: how much processor time and memory a rendition costs, beside other libraries, and how exact it is.
 * {@code docs/performance.md} says how to run it. Part of no other build.
 */
@NullMarked
package dev.tomthumb.bench;

import org.jspecify.annotations.NullMarked;
