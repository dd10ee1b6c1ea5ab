package dev.tomthumb.web;

import dev.tomthumb.engine.Partition;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Sources;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * One visitor's request for one picture, on its way from the filter to the servlet.
 *
 * @param request the request as the filter saw it
 * @param response the response as the filter saw it
 * @param image the picture, its format negotiated
 * @param delivery what concerns this response alone
 * @param visibility who may keep the response
 * @param partition which visitors share the rendition
 * @param sources where the original may come from for this visitor
 * @param startNanos {@link System#nanoTime} at the filter's first line
 * @param timings where its time goes
 */
record Exchange(
        HttpServletRequest request,
        HttpServletResponse response,
        ImageRequest image,
        Delivery delivery,
        Visibility visibility,
        Partition partition,
        Sources sources,
        long startNanos,
        Timings timings) {
    private static final String ATTRIBUTE = "dev.tomthumb.exchange";

    /** The same exchange once it is known whose original it is. */
    Exchange of(Visibility whose, Partition sharedBy, Sources from) {
        return new Exchange(request, response, image, delivery, whose, sharedBy, from, startNanos, timings);
    }

    /** Leaves the exchange for the servlet this request is forwarded to. */
    void handOver() {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The exchange a filter has left; empty when the servlet was called without one. */
    static Optional<Exchange> handedOver(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? Optional.of(exchange) : Optional.empty();
    }
}
