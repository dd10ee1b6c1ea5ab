package dev.tomthumb.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id under which a request is found in everybody's logs (imgproxy features, section 8, {@code X-Request-ID}). */
final class RequestIds {
    static final String HEADER = "X-Request-ID";
    /** For {@code %{tomthumb.request-id}r} in an access-log pattern. */
    static final String LOG_ID = "tomthumb.request-id";

    /** imgproxy's alphabet; longer than any id there is would only fill logs. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private RequestIds() {}

    /** The request's own id if it brings a plain one along, else a new one; the same at every call. */
    static String of(HttpServletRequest request) {
        if (request.getAttribute(LOG_ID) instanceof String known) {
            return known;
        }
        String brought = request.getHeader(HEADER);
        String id = brought != null && ID.matcher(brought).matches() ? brought : fresh();
        request.setAttribute(LOG_ID, id);
        return id;
    }

    /** 126 random bits: nobody has to guess it, two are just never the same. */
    private static String fresh() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, 21);
    }
}
