package dev.tomthumb.web;

import dev.tomthumb.engine.responses.Asking;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One request on its way through the cache of answers.
 *
 * @param chain leads to the application
 * @param asking the request as the cache understands it
 * @param startNanos when it came, by {@link System#nanoTime}
 */
record CacheVisit(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain, Asking asking, long startNanos) {
    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether the answer to it is, in all likelihood, the whole representation. */
    boolean isPlain() {
        return !asking.narrowed();
    }
}
