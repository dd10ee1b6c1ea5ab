package dev.tomthumb.model;

import java.time.Instant;
import java.util.Optional;

/**
 * When an origin last said that an original is what a rendition was made from.
 *
 * @param at when its answer came
 * @param digest of the original's bytes, for origins that name no validators or change them without need; empty = not
 *     known
 */
public record Confirmation(Instant at, Optional<String> digest) {}
