/**
 * The decision and the story: look up, else fetch, render and store.
 *
 * <p>{@code ImageEngine} is the face of it. A request that finds nothing fresh goes on to {@code CollapsedRequests} (one
 * works, however many ask), {@code Dispatcher} (on which queue) and, on a worker's thread, to {@code Fill} (nothing is
 * stored that could be confirmed) or {@code Revalidation} (what is stored is stale); these fetch with {@code
 * OriginalFetcher}, render with {@code RenditionMaker} and store with {@code CacheWriter}. What must not be kept takes the
 * way of {@code Bypass}.
 */
@NullMarked
package dev.tomthumb.engine;

import org.jspecify.annotations.NullMarked;
