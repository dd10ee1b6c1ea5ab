package dev.tomthumb.markup;

import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When URLs end. The end is quantised by the time that is asked for, so that everybody who sees a page within one such
 * time gets the same URL: it holds for at least that time and for at most twice as long.
 *
 * @param now the time of the page
 */
record Expiries(Instant now) {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,8})(s|m|min|h|d)");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "min", 60L, "h", 3600L, "d", 86_400L);

    /**
     * The parameter that says so, in Unix seconds.
     *
     * @param text {@code 30m}, {@code 1h}, {@code 7d}; or an end of its own in Unix seconds
     */
    String end(String text) throws ImageException {
        String word = text.strip();
        if (word.matches("[0-9]{1,12}")) {
            return word;
        }
        Matcher time = TIME.matcher(word);
        if (!time.matches()) {
            throw Wish.refused("expires", word, "a time such as 30m, 1h or 7d, or an end in Unix seconds");
        }
        long quantum = Long.parseLong(time.group(1)) * SECONDS.getOrDefault(time.group(2), 1L);
        return Long.toString((Math.floorDiv(now.getEpochSecond(), quantum) + 2) * quantum);
    }
}
