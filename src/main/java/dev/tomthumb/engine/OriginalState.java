package dev.tomthumb.engine;

import dev.tomthumb.http.caching.Terms;
import dev.tomthumb.model.Lifetime;
import java.time.Instant;

/**
 * What was last heard of an original.
 *
 * @param version which version it is
 * @param confirmedAt when its origin said so
 * @param lifetime how long the origin said that it may be kept
 * @param terms on which terms renditions of it may be used
 */
record OriginalState(OriginalVersion version, Instant confirmedAt, Lifetime lifetime, Terms terms) {}
