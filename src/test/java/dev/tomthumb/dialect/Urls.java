package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Requests as a container presents them. */
public final class Urls {
    private Urls() {}

    /** A URL whose path the container reads as it normalises it: decoded once, dot and empty segments gone. */
    public static RequestUrl of(String rawUrl) {
        int question = rawUrl.indexOf('?');
        String rawPath = question < 0 ? rawUrl : rawUrl.substring(0, question);
        return new RequestUrl(normalised(rawPath), rawPath, question < 0 ? "" : rawUrl.substring(question + 1));
    }

    private static String normalised(String rawPath) {
        String decoded = UrlText.decoded(rawPath).orElse(rawPath);
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : decoded.split("/")) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return "/" + String.join("/", kept) + (decoded.length() > 1 && decoded.endsWith("/") ? "/" : "");
    }

    /** What the dialect understands. */
    public static ParsedUrl parsed(Dialect dialect, String rawUrl) throws ImageException {
        return dialect.parse(of(rawUrl)).orElseThrow(() -> new AssertionError(rawUrl + " was left untouched"));
    }

    /** The refusal as {@code code: sentence}. */
    public static String refusal(Dialect dialect, RequestUrl url) {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> dialect.parse(url));
        if (refusal == null) {
            throw new AssertionError(url + " was not refused");
        }
        return refusal.problem().code() + ": " + refusal.getMessage();
    }

    /** The refusal as {@code code: sentence}. */
    public static String refusal(Dialect dialect, String rawUrl) {
        return refusal(dialect, of(rawUrl));
    }
}
