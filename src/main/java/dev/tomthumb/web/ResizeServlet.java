package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.Outcome;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes what {@link ImageFilter} did not find. It has no URL of its own: the filter forwards to it by name.
 *
 * <p>While a rendition is made no container thread waits: the request goes into asynchronous mode and is woken when
 * the rendition is there. Where a filter in front forbids that, see {@link Waiting}.
 */
public final class ResizeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The name in {@code web-fragment.xml}. */
    public static final String NAME = "tomthumb-resize";

    private transient @Nullable Waiting waiting;
    private transient @Nullable Responder responder;
    private transient @Nullable Tomthumb tomthumb;

    @Override
    public void init() {
        if (getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb started) {
            tomthumb = started;
            responder = new Responder(started);
            waiting = new Waiting(started, responder, getServletContext());
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Exchange> handedOver = Exchange.handedOver(request);
        if (handedOver.isEmpty() || tomthumb == null || responder == null || waiting == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Exchange exchange = handedOver.get();
        CompletableFuture<Outcome> outcome =
                tomthumb.engine().produce(exchange.image(), exchange.partition(), exchange.sources());
        if (outcome.isDone()) {
            responder.settle(exchange, outcome);
        } else {
            waiting.await(request, exchange, outcome);
        }
    }
}
