package dev.tomthumb.source.http;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** What an origin's status means for the visitor. */
final class StatusRefusal {
    private StatusRefusal() {}

    /** @param status anything that is neither the original, nor 304 to a condition, nor a redirect */
    static ImageException of(int status) {
        return switch (status) {
            case 404, 410 -> refusal(Problem.ORIGINAL_MISSING, "The source has no such original", status);
            case 401, 403 ->
                refusal(Problem.ORIGIN_DENIED, "The source does not let this server read the original", status);
            case 408, 504 -> refusal(Problem.ORIGIN_TIMEOUT, "The source took too long", status);
            case 429 -> refusal(Problem.ORIGIN_FAILED, "The source is asked too often", status);
            default -> other(status);
        };
    }

    private static ImageException other(int status) {
        if (status >= 500) {
            return refusal(Problem.ORIGIN_FAILED, "The source failed", status);
        }
        return status >= 400
                ? refusal(Problem.ORIGINAL_MISSING, "The source does not give the original", status)
                : refusal(Problem.ORIGIN_UNREACHABLE, "The source did not answer with an original", status);
    }

    private static ImageException refusal(Problem problem, String sentence, int status) {
        return new ImageException(problem, sentence + " (status " + status + ").").answered(status);
    }
}
