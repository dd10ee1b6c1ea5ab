package dev.tomthumb.http.caching;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The directives of a {@code Cache-Control} field (RFC 9111, section 5.2), or of a targeted one (RFC 9213). Reading
 * never fails: what fits no grammar is a directive nobody knows, and a number that is none is 0, the strictest value
 * there is of each of them (section 4.2.1).
 *
 * @param directives arguments by lower-case name, quotes removed; empty = the directive has none
 * @param targeted whether they come from a targeted field, which takes the place of {@code Expires} as well
 */
public record CacheControl(Map<String, Optional<String>> directives, boolean targeted) {
    /** No directive. */
    public static final CacheControl NONE = new CacheControl(Map.of(), false);

    /** What stands for larger numbers as well (RFC 9111, section 1.2.2); about 68 years. */
    static final long LARGEST_SECONDS = 1L << 31;

    private static final int LARGEST_DIGITS = 10;

    public CacheControl {
        directives = Map.copyOf(directives);
    }

    /**
     * Reads the value of {@code Cache-Control}; several lines joined by commas are one value.
     *
     * <p>Of a directive that is there twice the first one counts (RFC 9111, section 4.2.1).
     */
    public static CacheControl parse(String value) {
        Map<String, Optional<String>> directives = new LinkedHashMap<>();
        for (String member : Members.of(value)) {
            Members.Pair pair = Members.pair(member);
            directives.putIfAbsent(pair.name().toLowerCase(Locale.ROOT), pair.argument());
        }
        return directives.isEmpty() ? NONE : new CacheControl(directives, false);
    }

    /**
     * The directives a shared cache obeys: those of the first targeted field that is a dictionary with at least one
     * member (RFC 9213, section 2.2), else those of {@code Cache-Control}.
     *
     * @param targeted values of the fields that are meant for this cache, the nearest first, e.g. of
     *     {@code CDN-Cache-Control}
     * @param cacheControl the value of {@code Cache-Control}
     */
    public static CacheControl ofResponse(Collection<String> targeted, Optional<String> cacheControl) {
        for (String value : targeted) {
            Optional<Map<String, Optional<String>>> dictionary = TargetedField.parse(value);
            if (dictionary.isPresent() && !dictionary.get().isEmpty()) {
                return new CacheControl(dictionary.get(), true);
            }
        }
        return cacheControl.map(CacheControl::parse).orElse(NONE);
    }

    /**
     * The directives of a request. {@code Pragma: no-cache} counts where there is no {@code Cache-Control} (RFC 9111,
     * section 5.4).
     */
    public static CacheControl ofRequest(Optional<String> cacheControl, Optional<String> pragma) {
        return cacheControl
                .or(() -> pragma.filter(value -> parse(value).noCache()))
                .map(CacheControl::parse)
                .orElse(NONE);
    }

    /** Whether the directive is there, with an argument or without. */
    public boolean has(String lowerCaseName) {
        return directives.containsKey(lowerCaseName);
    }

    /**
     * The directive's number of seconds.
     *
     * @return empty if it is not there, 0 if what is there is no number, at most 2^31
     */
    public OptionalLong seconds(String lowerCaseName) {
        Optional<String> argument = directives.get(lowerCaseName);
        return argument == null ? OptionalLong.empty() : OptionalLong.of(deltaSeconds(argument.orElse("")));
    }

    private static long deltaSeconds(String text) {
        return DeltaSeconds.parse(text).orElse(0);
    }

    /** {@code no-store} (section 5.2.2.5; in a request 5.2.1.5). */
    public boolean noStore() {
        return has("no-store");
    }

    /** {@code no-cache}, for some fields only as well (section 5.2.2.4; in a request 5.2.1.4). */
    public boolean noCache() {
        return has("no-cache");
    }

    /** {@code private}, for some fields only as well (section 5.2.2.7). */
    public boolean isPrivate() {
        return has("private");
    }

    /** {@code public} (section 5.2.2.9). */
    public boolean isPublic() {
        return has("public");
    }

    /** {@code must-understand} (section 5.2.2.3). */
    public boolean mustUnderstand() {
        return has("must-understand");
    }

    /** Whether a stale answer must not be sent unless it was confirmed (sections 4.2.4, 5.2.2.2, .4, .8 and .10). */
    public boolean forbidsStale() {
        return has("must-revalidate")
                || has("proxy-revalidate")
                || has("s-maxage")
                || noCache()
                || noStore()
                || isPrivate();
    }

    /** Seconds, as a number of at least one digit says them and nothing else. */
    static final class DeltaSeconds {
        private DeltaSeconds() {}

        /** @return empty if the text is no such number; at most 2^31 */
        static OptionalLong parse(String text) {
            if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return OptionalLong.empty();
            }
            String digits = text.substring(leadingZeros(text));
            if (digits.length() > LARGEST_DIGITS) {
                return OptionalLong.of(LARGEST_SECONDS);
            }
            return OptionalLong.of(digits.isEmpty() ? 0 : Math.min(Long.parseLong(digits), LARGEST_SECONDS));
        }

        private static int leadingZeros(String text) {
            int zeros = 0;
            while (zeros < text.length() && text.charAt(zeros) == '0') {
                zeros++;
            }
            return zeros;
        }
    }
}
