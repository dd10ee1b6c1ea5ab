package dev.tomthumb.http;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code Cache-Status} tells of one answer (RFC 9211).
 *
 * @param forward why the origin was asked; empty = it was not
 * @param forwardStatus the HTTP status it answered with
 * @param ttl for how many seconds more the answer is fresh here; negative = it is not any more
 * @param stored whether the answer was kept
 * @param collapsed whether another request's question to the origin served this one as well
 * @param detail a word for people
 */
public record CacheStatus(
        Optional<Forward> forward,
        OptionalInt forwardStatus,
        OptionalLong ttl,
        boolean stored,
        boolean collapsed,
        Optional<String> detail) {

    /** Why the origin was asked (section 2.2). */
    public enum Forward {
        /** This request is not to be answered from the cache. */
        BYPASS("bypass"),
        /** What is stored does not answer this method. */
        METHOD("method"),
        /** The request itself says so. */
        REQUEST("request"),
        /** Nothing is stored under this URL. */
        URI_MISS("uri-miss"),
        /** What is stored is not fresh. */
        STALE("stale");

        private final String token;

        Forward(String token) {
            this.token = token;
        }
    }

    /** From the cache. */
    public static CacheStatus hit(long ttl) {
        return new CacheStatus(
                Optional.empty(), OptionalInt.empty(), OptionalLong.of(ttl), false, false, Optional.empty());
    }

    /** From the origin. */
    public static CacheStatus forwarded(Forward why) {
        return new CacheStatus(
                Optional.of(why), OptionalInt.empty(), OptionalLong.empty(), false, false, Optional.empty());
    }

    /** Neither: a request that was refused before anything was looked up, or a remembered refusal. */
    public static CacheStatus refused(String detail) {
        return new CacheStatus(
                Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), false, false, Optional.of(detail));
    }

    /** The same with the origin's status. */
    public CacheStatus answered(OptionalInt status) {
        return new CacheStatus(forward, status, ttl, stored, collapsed, detail);
    }

    /** The same; kept, and fresh for {@code seconds}. */
    public CacheStatus kept(long seconds) {
        return new CacheStatus(forward, forwardStatus, OptionalLong.of(seconds), true, collapsed, detail);
    }

    /** The same with the seconds it is fresh. */
    public CacheStatus fresh(long seconds) {
        return new CacheStatus(forward, forwardStatus, OptionalLong.of(seconds), stored, collapsed, detail);
    }

    /** The same for a request that shared another one's question. */
    public CacheStatus shared() {
        return new CacheStatus(forward, forwardStatus, ttl, false, true, detail);
    }

    /** The same with a word for people. */
    public CacheStatus because(String word) {
        return new CacheStatus(forward, forwardStatus, ttl, stored, collapsed, Optional.of(word));
    }

    /**
     * The field's value: one member of a list (RFC 8941, section 4.1).
     *
     * @param name of this cache
     */
    public String field(String name) {
        StringBuilder text = new StringBuilder(64);
        item(text, name);
        if (forward.isPresent()) {
            text.append("; fwd=").append(forward.get().token);
            forwardStatus.ifPresent(status -> text.append("; fwd-status=").append(status));
        } else if (ttl.isPresent()) {
            text.append("; hit");
        }
        ttl.ifPresent(seconds -> text.append("; ttl=").append(seconds));
        if (stored) {
            text.append("; stored");
        }
        if (collapsed) {
            text.append("; collapsed");
        }
        if (detail.isPresent()) {
            text.append("; detail=");
            item(text, detail.get());
        }
        return text.toString();
    }

    /** A token where it is one, else a string, in which nothing but printable ASCII may stand (section 3.3.3). */
    private static void item(StringBuilder text, String value) {
        if (isToken(value)) {
            text.append(value);
            return;
        }
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c < ' ' || c > '~' ? '?' : c);
        }
        text.append('"');
    }

    private static boolean isToken(String value) {
        if (value.isEmpty() || !(isLetter(value.charAt(0)) || value.charAt(0) == '*')) {
            return false;
        }
        for (int at = 1; at < value.length(); at++) {
            char c = value.charAt(at);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && "!#$%&'*+-.^_`|~:/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
