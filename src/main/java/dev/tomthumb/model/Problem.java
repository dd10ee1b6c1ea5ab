package dev.tomthumb.model;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Every way a request can be refused: one row each.
 *
 * <p>{@code imgproxyStatus} and {@code imgproxyText} are what imgproxy answers for the same cause (imgproxy features,
 * section 9); its dialect sends them, with our sentence as the second line. Overload is 503 everywhere.
 */
public enum Problem {
    INVALID_URL(400, 404, "Invalid URL", Level.DEBUG, 0),
    BAD_OPTION(400, 404, "Invalid URL", Level.DEBUG, 0),
    UNKNOWN_OPTION(400, 404, "Invalid URL", Level.DEBUG, 0),
    OPTION_FORBIDDEN(403, 403, "Invalid URL", Level.DEBUG, 0),
    BAD_SIGNATURE(403, 403, "Forbidden", Level.DEBUG, 0),
    /** A signed URL or cookie is missing, or does not open this path; CloudFront answers 403 for expired ones as well. */
    ACCESS_DENIED(403, 403, "Forbidden", Level.DEBUG, 0),
    EXPIRED(410, 404, "Invalid URL", Level.DEBUG, 0),
    METHOD_NOT_ALLOWED(405, 405, "Method not allowed", Level.DEBUG, 0),
    SOURCE_FORBIDDEN(403, 404, "Invalid source URL", Level.INFO, 0),
    BUCKET_FORBIDDEN(403, 404, "Source is unreachable", Level.INFO, 0),
    SOURCE_UNKNOWN(404, 404, "Source is unreachable", Level.INFO, 0),
    ORIGINAL_MISSING(404, 404, "Source is unreachable", Level.DEBUG, 10),
    ORIGIN_DENIED(403, 403, "Source is unreachable", Level.WARNING, 10),
    ORIGIN_UNREACHABLE(502, 404, "Source is unreachable", Level.WARNING, 2),
    ORIGIN_FAILED(502, 502, "Source is unreachable", Level.WARNING, 2),
    ORIGIN_TIMEOUT(504, 504, "Source is unreachable", Level.WARNING, 2),
    ORIGINAL_INCOMPLETE(502, 422, "Source response is incomplete", Level.WARNING, 2),
    ORIGINAL_TOO_LARGE(422, 422, "Invalid source image", Level.INFO, 10),
    NOT_EXPECTED(422, 422, "Invalid source image", Level.INFO, 10),
    NOT_AN_IMAGE(422, 422, "Invalid source image", Level.INFO, 10),
    BROKEN_IMAGE(422, 422, "Broken or unsupported image", Level.INFO, 10),
    UNSUPPORTED_INPUT(422, 422, "Invalid URL", Level.INFO, 10),
    UNSUPPORTED_OUTPUT(422, 422, "Invalid URL", Level.DEBUG, 0),
    RESULT_TOO_LARGE(422, 422, "Invalid URL", Level.DEBUG, 0),
    OVERLOADED(503, 503, "Too many requests", Level.WARNING, 0),
    TIMEOUT(503, 503, "Timeout", Level.WARNING, 0),
    INTERNAL(500, 500, "Internal error", Level.ERROR, 0);

    private final int status;
    private final int imgproxyStatus;
    private final String imgproxyText;
    private final Level logLevel;
    private final Duration remembered;

    Problem(int status, int imgproxyStatus, String imgproxyText, Level logLevel, int rememberedSeconds) {
        this.status = status;
        this.imgproxyStatus = imgproxyStatus;
        this.imgproxyText = imgproxyText;
        this.logLevel = logLevel;
        this.remembered = Duration.ofSeconds(rememberedSeconds);
    }

    /** HTTP status in the query dialect and everywhere but imgproxy's. */
    public int status() {
        return status;
    }

    /** HTTP status in imgproxy's dialect. */
    public int imgproxyStatus() {
        return imgproxyStatus;
    }

    /** imgproxy's public text, without a line end. */
    public String imgproxyText() {
        return imgproxyText;
    }

    /** Whether it says that no original could be had, so that a fallback may stand in for it. */
    public boolean concernsOriginal() {
        return switch (this) {
            case SOURCE_FORBIDDEN,
                    BUCKET_FORBIDDEN,
                    SOURCE_UNKNOWN,
                    ORIGINAL_MISSING,
                    ORIGIN_DENIED,
                    ORIGIN_UNREACHABLE,
                    ORIGIN_FAILED,
                    ORIGIN_TIMEOUT,
                    ORIGINAL_INCOMPLETE,
                    ORIGINAL_TOO_LARGE,
                    NOT_AN_IMAGE -> true;
            default -> false;
        };
    }

    /** The stable word for logs, metrics and the error body, e.g. {@code bad-signature}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** How loudly a refusal is logged. Visitors' mistakes whisper; what an operator can mend does not. */
    public Level logLevel() {
        return logLevel;
    }

    /** How long the same request may be refused again without trying; zero = not at all. */
    public Duration remembered() {
        return remembered;
    }
}
