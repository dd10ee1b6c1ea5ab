package dev.tomthumb.ops;

import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_IMPLEMENTED;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /tomthumb/health} and {@code /tomthumb/metrics}: off the image path, for this machine or with the token; and, with
 * the token only, the pages that {@linkplain Changes change something}. Before them stands the {@link Console}, for
 * browsers, which log in once.
 */
public final class OpsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private transient @Nullable Parts parts;

    @Override
    public void init() {
        if (getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb started
                && getServletContext().getAttribute(OpsListener.METRICS) instanceof Metrics counted
                && getServletContext().getAttribute(OpsListener.LISTS) instanceof TopLists lists) {
            parts = Parts.of(started, counted, lists);
        }
    }

    /** What answers once the product has started. */
    private record Parts(
            Tomthumb tomthumb,
            Metrics metrics,
            OpsAccess access,
            ConsoleAccess visitors,
            Attempts attempts,
            Changes changes,
            Console console,
            ConsoleFiles files) {
        static Parts of(Tomthumb tomthumb, Metrics metrics, TopLists lists) {
            ConsoleAccess visitors = Console.access(tomthumb);
            Attempts attempts = new Attempts(tomthumb::now);
            return new Parts(
                    tomthumb,
                    metrics,
                    new OpsAccess(tomthumb.opsToken()),
                    visitors,
                    attempts,
                    new Changes(tomthumb),
                    new Console(tomthumb, metrics, lists, visitors, new Attempts(tomthumb::now)),
                    new ConsoleFiles());
        }

        boolean mayRead(String page, HttpServletRequest request) {
            if (access.hasToken(request) || visitors.mayRead(request)) {
                return true;
            }
            return access.mayRead(request)
                    && (!page.startsWith("/console/") || ConsoleAccess.namesThisMachine(request));
        }

        boolean mayChange(String page, HttpServletRequest request) {
            boolean byToken =
                    Changes.takesPasswords(page) ? access.mayChangeByPassword(request) : access.mayChange(request);
            return byToken || visitors.mayChange(request);
        }

        /** Refuses tokens in the URL, and whoever guesses too often. */
        void vet(String page, HttpServletRequest request, HttpServletResponse response) throws MistakeException {
            if (access.hasCredentials(request, Changes.takesPasswords(page))) {
                attempts.refuseTooMany(request, response);
                if (!access.areRight(request, Changes.takesPasswords(page))) {
                    attempts.failed(request.getRemoteAddr());
                }
            }
            visitors.refuseTokenInUrl(request, access.hasToken(request) || visitors.mayRead(request));
        }
    }

    /** In a host application without the jar for JSON the pages without any work. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            super.service(request, response);
        } catch (NoClassDefFoundError absent) {
            if (!String.valueOf(absent.getMessage()).contains("org/json/")) {
                throw absent;
            }
            answer(response, SC_NOT_IMPLEMENTED, TEXT, WITHOUT_JSON);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        keptByNobody(response);
        if (parts == null) {
            answer(response, SC_SERVICE_UNAVAILABLE, TEXT, NOT_STARTED);
            return;
        }
        try {
            parts.vet(page(request), request, response);
            read(page(request), request, response, parts);
        } catch (MistakeException mistake) {
            answer(response, mistake.status(), JSON, PlainJson.mistakes(mistake.mistakes()));
        }
    }

    private static void read(String page, HttpServletRequest request, HttpServletResponse response, Parts parts)
            throws IOException {
        boolean mayRead = parts.mayRead(page, request);
        Optional<String> file = parts.files().find(page);
        if (request.getPathInfo() == null) {
            response.setHeader("Location", "tomthumb/");
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else if (file.isPresent() && (mayRead || parts.visitors().hasLogin())) {
            Json.require();
            parts.files().send(file.get(), request, response);
        } else if (page.equals("/console/session")
                && (mayRead || parts.visitors().hasLogin())) {
            answer(response, SC_OK, JSON, parts.console().session(request, mayRead));
        } else if (!mayRead) {
            response.setHeader("WWW-Authenticate", "Bearer");
            answer(response, SC_UNAUTHORIZED, TEXT, REFUSED);
        } else if (page.equals("/info")) {
            InfoPage.Told told =
                    InfoPage.of(parts.tomthumb(), request, parts.access().hasToken(request));
            response.setHeader("Cache-Control", told.cacheControl());
            answer(response, told.status(), JSON, told.body());
        } else {
            Optional<String> console = parts.console().get(page);
            if (console.isPresent()) {
                answer(response, SC_OK, JSON, console.get());
            } else {
                route(page, response, parts.tomthumb(), parts.metrics(), parts.changes());
            }
        }
    }

    private static String page(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getPathInfo(), "/");
    }

    private static void keptByNobody(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        keptByNobody(response);
        if (parts == null) {
            answer(response, SC_SERVICE_UNAVAILABLE, TEXT, NOT_STARTED);
            return;
        }
        try {
            parts.vet(page(request), request, response);
            post(page(request), request, response, parts);
        } catch (MistakeException mistake) {
            answer(response, mistake.status(), JSON, PlainJson.mistakes(mistake.mistakes()));
        }
    }

    private static void post(String page, HttpServletRequest request, HttpServletResponse response, Parts parts)
            throws IOException, MistakeException {
        if (Console.takesPost(page)) {
            Json.require();
            answer(response, SC_OK, JSON, parts.console().post(page, request, response, parts.mayRead(page, request)));
        } else if (!parts.mayChange(page, request)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            if (Changes.takesPasswords(page)) {
                response.addHeader("WWW-Authenticate", "Basic realm=\"tomthumb\"");
            }
            answer(response, SC_UNAUTHORIZED, TEXT, UNCHANGED);
        } else {
            change(page, request, response, parts.changes());
        }
    }

    private static void change(String page, HttpServletRequest request, HttpServletResponse response, Changes changes)
            throws IOException, MistakeException {
        if (Changes.needsJson(page)) {
            Json.require();
        }
        Optional<Changes.Done> done = changes.post(page, request);
        if (done.isPresent()) {
            answer(response, done.get().status(), JSON, done.get().body());
        } else if (page.equals("/health") || page.equals("/metrics")) {
            response.setHeader("Allow", "GET, HEAD");
            answer(response, SC_METHOD_NOT_ALLOWED, TEXT, "This page is read with GET or HEAD.\n");
        } else {
            answer(response, SC_NOT_FOUND, TEXT, UNKNOWN);
        }
    }

    private static final String WITHOUT_JSON =
            "This page needs JSON-java, whose jar (json-….jar) is not in this application's WEB-INF/lib.\n";
    private static final String NOT_STARTED =
            "Tomthumb has not started; the mistakes in its settings stand in the server's log.\n";
    private static final String REFUSED =
            "This page is for the machine itself on a direct connection, or with the header"
                    + " \"Authorization: Bearer <token>\" where <token> is the setting tomthumb.ops.token.\n";
    private static final String UNCHANGED =
            "Whoever changes something needs the header \"Authorization: Bearer <token>\""
                    + " where <token> is the setting tomthumb.ops.token.\n";
    private static final String UNKNOWN = "There is no such page; there are /tomthumb/, /tomthumb/health,"
            + " /tomthumb/metrics, /tomthumb/info, /tomthumb/warm and /tomthumb/drain, and for POST /tomthumb/purge,"
            + " /tomthumb/events/s3, /tomthumb/warm, /tomthumb/warm/stop, /tomthumb/drain and /tomthumb/drain/stop.\n";

    private static void route(
            String page, HttpServletResponse response, Tomthumb tomthumb, Metrics metrics, Changes changes)
            throws IOException {
        if (Changes.isPostOnly(page) || Console.takesPost(page)) {
            response.setHeader("Allow", "POST");
            answer(response, SC_METHOD_NOT_ALLOWED, TEXT, "This page changes something: it takes POST.\n");
            return;
        }
        switch (page) {
            case "/health" -> health(response, tomthumb);
            case "/metrics" -> answer(response, SC_OK, Exposition.TYPE, Exposition.text(tomthumb, metrics));
            case Changes.DRAIN -> answer(response, SC_OK, JSON, changes.drainProgress());
            case Changes.WARM -> answer(response, SC_OK, JSON, changes.warmProgress());
            default -> answer(response, SC_NOT_FOUND, TEXT, UNKNOWN);
        }
    }

    /** Of a server that leaves nobody needs to know more, and a balancer should know it at once. */
    private static void health(HttpServletResponse response, Tomthumb tomthumb) throws IOException {
        if (tomthumb.draining().isBegun()) {
            answer(response, SC_SERVICE_UNAVAILABLE, TEXT, DrainPage.text(tomthumb.draining()));
            return;
        }
        Health health = Health.of(tomthumb);
        answer(response, health.works() ? SC_OK : SC_SERVICE_UNAVAILABLE, TEXT, health.text());
    }

    private static void answer(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
