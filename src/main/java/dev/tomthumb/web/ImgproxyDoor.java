package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Secret;
import dev.tomthumb.http.Header;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What imgproxy's address space answers before a URL is read: health checks, OPTIONS, and the secret. */
final class ImgproxyDoor {
    private static final String SCHEME = "Bearer ";
    private static final String HEALTHY = "Tomthumb is running";

    private final Tomthumb tomthumb;
    private final Responder responder;
    private final Optional<Secret> secret;
    private final Set<String> healthPaths;

    ImgproxyDoor(Tomthumb tomthumb, Responder responder) {
        this.tomthumb = tomthumb;
        this.responder = responder;
        this.secret = tomthumb.imgproxySecret();
        this.healthPaths = tomthumb.imgproxyHealthPaths();
    }

    /** Answers a health check, wherever imgproxy's dialect is off too. */
    boolean answersHealth(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean asked = healthPaths.contains(path) && ImageService.isRead(request);
        if (asked) {
            health(request, response);
        }
        return asked;
    }

    /** Whether a queue that is full would refuse every picture: then the others of a fleet should be asked. */
    private void health(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean takesWork = tomthumb.engine().queued() < tomthumb.queueSize();
        boolean draining = tomthumb.draining().isBegun();
        boolean well = takesWork && !draining;
        String trouble = draining ? "Tomthumb is draining" : "Tomthumb has more pictures to make than it can queue";
        String text = well ? HEALTHY : trouble;
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        boolean head = request.getMethod().equals("HEAD");
        Responder.write(
                response,
                well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                List.of(
                        new Header("Content-Type", "text/plain;charset=utf-8"),
                        new Header("Content-Length", Integer.toString(body.length)),
                        new Header("Cache-Control", "no-cache"),
                        new Header("X-Content-Type-Options", "nosniff")),
                head ? new byte[0] : body);
    }

    /**
     * Answers what needs no URL to be read: OPTIONS, and who does not bring the secret along.
     *
     * @return whether the request is answered
     */
    boolean answers(HttpServletRequest request, HttpServletResponse response, long start) throws IOException {
        if (request.getMethod().equals("OPTIONS")) {
            responder.options(request, response, Delivery.IMGPROXY);
            return true;
        }
        if (secret.isPresent() && !brings(request, secret.get())) {
            responder.refuse(
                    request,
                    response,
                    Delivery.IMGPROXY,
                    new ImageException(
                            Problem.BAD_SIGNATURE,
                            "This server wants a secret in the header \"Authorization: Bearer ...\"."),
                    start);
            return true;
        }
        return false;
    }

    private static boolean brings(HttpServletRequest request, Secret secret) {
        String authorization = request.getHeader("Authorization");
        return authorization != null
                && authorization.startsWith(SCHEME)
                && secret.matches(authorization.substring(SCHEME.length()));
    }
}
