/**
 * Which entries a cache in a log of segments should keep: policies run over made-up traces, without any file.
 * {@code docs/decisions/008-eviction-of-the-disk-tier.md} draws the conclusion.
 */
@NullMarked
package dev.tomthumb.bench.eviction;

import org.jspecify.annotations.NullMarked;
