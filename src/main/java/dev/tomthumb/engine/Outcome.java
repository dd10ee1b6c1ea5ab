package dev.tomthumb.engine;

import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;

/**
 * A request answered.
 *
 * @param rendition the picture
 * @param result {@code HIT} also for a request that waited for a render another one had under way
 */
public record Outcome(Rendition rendition, ResultType result) {}
