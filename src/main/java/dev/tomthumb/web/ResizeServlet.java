package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.engine.StandIns;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Timings;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Passed;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
        if (exchange.delivery().raw()) {
            pass(exchange, tomthumb, responder, waiting);
            return;
        }
        CompletableFuture<Outcome> outcome = tomthumb.engine().produce(order(exchange, exchange.timings(), tomthumb));
        Responder answering = responder;
        answer(exchange, outcome, () -> answering.settle(exchange, outcome), waiting);
    }

    /** @param timings where it is noted what the making takes */
    static Order order(Exchange exchange, Timings timings, Tomthumb tomthumb) {
        Delivery delivery = exchange.delivery();
        return new Order(
                exchange.image(),
                exchange.partition(),
                exchange.sources(),
                delivery.tags(),
                !delivery.bypass(),
                exchange.image().output().info().isPresent() ? StandIns.NONE : tomthumb.standIns(delivery),
                delivery.unsigned(),
                timings);
    }

    /** imgproxy's raw: the origin's own answer. */
    private static void pass(Exchange exchange, Tomthumb tomthumb, Responder responder, Waiting waiting)
            throws IOException {
        CompletableFuture<Passed> passed =
                tomthumb.engine().pass(exchange.image().source(), asked(exchange.request()), exchange.sources());
        answer(exchange, passed, () -> responder.settlePassed(exchange, passed), waiting);
    }

    private static Asked asked(HttpServletRequest request) {
        Map<String, String> fields = new TreeMap<>();
        for (String name : Asked.NAMES) {
            String value = request.getHeader(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new Asked(fields);
    }

    private static void answer(
            Exchange exchange, CompletableFuture<?> finished, AsyncAnswer.Writing writing, Waiting waiting)
            throws IOException {
        if (finished.isDone()) {
            writing.write();
        } else {
            waiting.await(exchange.request(), exchange, finished, writing);
        }
    }
}
