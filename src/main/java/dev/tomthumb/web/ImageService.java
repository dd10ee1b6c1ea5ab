package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.http.ClientHints;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Sources;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What {@link ImageFilter} does with a request once the product is up. */
final class ImageService {
    private static final String HTTP_1_1 = "HTTP/1.1";

    private final Tomthumb tomthumb;
    private final ServletContext context;
    private final WebappSource hostFiles;
    private final Responder responder;
    private final ImgproxyDoor door;
    private final SignedDoor signedDoor;

    ImageService(Tomthumb tomthumb, ServletContext context) {
        this.tomthumb = tomthumb;
        this.context = context;
        this.hostFiles = new WebappSource(context);
        this.responder = new Responder(tomthumb);
        this.door = new ImgproxyDoor(tomthumb, responder);
        this.signedDoor = new SignedDoor(tomthumb);
    }

    void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        if (tomthumb.draining().isBegun() && HTTP_1_1.equals(request.getProtocol())) {
            // A connection that a proxy keeps would be cut by the stop, perhaps with a request on it.
            response.setHeader("Connection", "close");
        }
        RequestUrl sent = RequestUrls.of(request);
        if (door.answersHealth(sent.path(), request, response)) {
            return;
        }
        SignedDoor.Admitted admitted;
        try {
            admitted = signedDoor.admit(request, response, sent);
        } catch (ImageException refusal) {
            responder.refuse(request, response, signedDoor.dialect(sent), refusal, start);
            return;
        }
        RequestUrl url = admitted.url();
        for (Dialect dialect : tomthumb.dialects()) {
            if (!dialect.claims(url)) {
                continue;
            }
            if (dialect.name().equals(Delivery.IMGPROXY) && door.answers(request, response, start)) {
                return;
            }
            Optional<ParsedUrl> parsed;
            try {
                parsed = dialect.parse(url);
            } catch (ImageException refusal) {
                responder.refuse(request, response, dialect.name(), refusal, start);
                return;
            } catch (RuntimeException mistake) {
                responder.refuse(request, response, dialect.name(), ownMistake(mistake), start);
                return;
            }
            if (parsed.isPresent()) {
                serve(request, response, chain, admitted.limited(parsed.get()), start);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static ImageException ownMistake(RuntimeException mistake) {
        return new ImageException(
                Problem.INTERNAL, "Something went wrong here; the reason stands in the server's log.", mistake);
    }

    private void serve(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, ParsedUrl url, long start)
            throws IOException, ServletException {
        if (!isRead(request)) {
            refuseMethod(request, response, chain, url, start);
            return;
        }
        ImageRequest image = tomthumb.negotiate(url, accepted(request, url), () -> hints(request));
        Exchange exchange = new Exchange(
                request,
                response,
                image,
                url.delivery(),
                visibility(request, response),
                Partition.SHARED,
                tomthumb.sources(),
                start,
                new Timings());
        if (url.delivery().raw()) {
            forward(exchange);
            return;
        }
        if (answerFromCache(exchange)) {
            return;
        }
        if (madeByHost(image)) {
            serveHostPage(exchange, chain);
        } else {
            forward(exchange);
        }
    }

    /** Not asked for where nothing is chosen by it. */
    private static Optional<String> accepted(HttpServletRequest request, ParsedUrl url) {
        return url.delivery().candidates().isEmpty() ? Optional.empty() : Responder.fields(request, "Accept");
    }

    /** Names with and without {@code Sec-CH-}: browsers have sent both. */
    private static ClientHints hints(HttpServletRequest request) {
        return ClientHints.read(
                header(request, "Sec-CH-Width").or(() -> header(request, "Width")),
                header(request, "Sec-CH-DPR").or(() -> header(request, "DPR")));
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private boolean answerFromCache(Exchange exchange) throws IOException {
        if (exchange.delivery().bypass()) {
            return false;
        }
        Instant begin = tomthumb.now();
        Optional<Outcome> stored = tomthumb.engine()
                .lookup(
                        exchange.image(),
                        exchange.partition(),
                        exchange.delivery().tags(),
                        () -> refreshing(exchange));
        Instant end = tomthumb.now();
        exchange.timings().add(Stage.LOOKUP, begin, end);
        tomthumb.events().spent(Stage.LOOKUP, Duration.between(begin, end));
        if (stored.isPresent()) {
            responder.send(exchange, stored.get());
        }
        return stored.isPresent();
    }

    /** What is asked for meanwhile; not what a page of the host makes, for that needs this visitor's request. */
    private Optional<Order> refreshing(Exchange exchange) {
        return madeByHost(exchange.image())
                ? Optional.empty()
                : Optional.of(ResizeServlet.order(exchange, new Timings(), tomthumb));
    }

    /** A mounted page, or an image path of the host application behind which there is no file but a servlet. */
    private boolean madeByHost(ImageRequest image) {
        return switch (image.source().scheme()) {
            case HostPage.SCHEME -> true;
            case WebappSource.SCHEME -> !hostFiles.owns(image.source().location());
            default -> false;
        };
    }

    private void serveHostPage(Exchange exchange, FilterChain chain) throws IOException, ServletException {
        SourceRef original = exchange.image().source();
        HostPage page =
                HostPage.run(original, exchange.request(), exchange.response(), chain, tomthumb.maxOriginalBytes());
        if (!page.isPicture()) {
            passOn(page, exchange);
            return;
        }
        // Asked again: running the page may have begun a session, whose cookie stands in the response now.
        Visibility visibility = page.visibility() == Visibility.PRIVATE
                ? Visibility.PRIVATE
                : visibility(exchange.request(), exchange.response());
        Sources sources = exchange.sources().with(original.scheme(), page.asSource());
        Exchange asVisitor = exchange.of(visibility, page.partition(), sources);
        if (!answerFromCache(asVisitor)) {
            forward(asVisitor);
        }
    }

    private void passOn(HostPage page, Exchange exchange) throws IOException {
        try {
            page.replay(exchange.response());
        } catch (ImageException cutOff) {
            responder.refuse(exchange, cutOff);
        }
    }

    private void forward(Exchange exchange) throws IOException, ServletException {
        RequestDispatcher resizer = context.getNamedDispatcher(ResizeServlet.NAME);
        if (resizer == null) {
            responder.refuse(
                    exchange,
                    new ImageException(
                            Problem.INTERNAL, "The servlet \"" + ResizeServlet.NAME + "\" is not declared here."));
            return;
        }
        exchange.handOver();
        resizer.forward(exchange.request(), exchange.response());
    }

    static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** Posting to a path of the host application is the host's business, as OPTIONS is; ours are read only. */
    private void refuseMethod(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, ParsedUrl url, long start)
            throws IOException, ServletException {
        String scheme = url.image().source().scheme();
        if (scheme.equals(WebappSource.SCHEME) || scheme.equals(HostPage.SCHEME)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getMethod().equals("OPTIONS")) {
            responder.options(request, response, url.delivery().dialect());
            return;
        }
        responder.refuse(
                request,
                response,
                url.delivery().dialect(),
                new ImageException(
                        Problem.METHOD_NOT_ALLOWED,
                        "Pictures are read with GET or HEAD, not " + request.getMethod() + "."),
                start);
    }

    /**
     * PRIVATE for a visitor the container knows by name, for a path the operator has listed, and where a filter or
     * Tomcat's own authenticator has already marked the response, or begun a session: a shared cache would hand the
     * cookie beside the picture to strangers.
     */
    private Visibility visibility(HttpServletRequest request, HttpServletResponse response) {
        String path = RequestUrls.path(request);
        boolean guarded = request.getRemoteUser() != null
                || request.getAuthType() != null
                || tomthumb.isPrivatePath(path)
                || marked(response)
                || response.getHeader("Set-Cookie") != null;
        return guarded ? Visibility.PRIVATE : Visibility.PUBLIC;
    }

    /** Whether a filter in front has said that the response is for one visitor. */
    static boolean marked(HttpServletResponse response) {
        // Every hit asks, and hardly any filter has said something.
        return response.getHeader("Cache-Control") != null
                && response.getHeaders("Cache-Control").stream()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .anyMatch(line -> line.contains("private") || line.contains("no-store"));
    }
}
