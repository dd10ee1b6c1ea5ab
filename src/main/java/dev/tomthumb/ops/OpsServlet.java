package dev.tomthumb.ops;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /tomthumb/health} and {@code /tomthumb/metrics}: off the image path, for this machine or with the token. */
public final class OpsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String TEXT = "text/plain; charset=utf-8";

    private transient @Nullable Tomthumb tomthumb;
    private transient @Nullable Metrics metrics;
    private transient @Nullable OpsAccess access;

    @Override
    public void init() {
        if (getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb started
                && getServletContext().getAttribute(OpsListener.METRICS) instanceof Metrics counted) {
            tomthumb = started;
            metrics = counted;
            access = new OpsAccess(started.opsToken());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (tomthumb == null || metrics == null || access == null) {
            answer(response, SC_SERVICE_UNAVAILABLE, TEXT, NOT_STARTED);
        } else if (!access.mayRead(request)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            answer(response, SC_UNAUTHORIZED, TEXT, REFUSED);
        } else {
            route(Objects.requireNonNullElse(request.getPathInfo(), "/"), response, tomthumb, metrics);
        }
    }

    private static final String NOT_STARTED =
            "Tomthumb has not started; the mistakes in its settings stand in the server's log.\n";
    private static final String REFUSED =
            "This page is for the machine itself on a direct connection, or with the header"
                    + " \"Authorization: Bearer <token>\" where <token> is the setting tomthumb.ops.token.\n";
    private static final String UNKNOWN = "There is no such page; there are /tomthumb/health and /tomthumb/metrics.\n";

    private static void route(String page, HttpServletResponse response, Tomthumb tomthumb, Metrics metrics)
            throws IOException {
        switch (page) {
            case "/health" -> {
                Health health = Health.of(tomthumb);
                answer(response, health.works() ? SC_OK : SC_SERVICE_UNAVAILABLE, TEXT, health.text());
            }
            case "/metrics" -> answer(response, SC_OK, Exposition.TYPE, Exposition.text(tomthumb, metrics));
            default -> answer(response, SC_NOT_FOUND, TEXT, UNKNOWN);
        }
    }

    private static void answer(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
