package dev.tomthumb.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last requests that were refused, one line for each URL and reason, so that a picture that is missing on a busy page
 * does not push out the rest. For one thread at a time.
 */
final class Refusals {
    private final int most;
    private final Map<Why, Refusal> refusals = new LinkedHashMap<>();

    Refusals(int most) {
        this.most = most;
    }

    private record Why(String asked, String code) {}

    /**
     * A URL that was refused.
     *
     * @param asked its path and query, anybody's text
     * @param code the problem's
     * @param status of HTTP
     * @param sentence what was wrong; may repeat parts of the URL
     * @param times in a row of the list
     * @param last the last time
     */
    record Refusal(String asked, String code, int status, String sentence, long times, Instant last) {}

    void add(String asked, String code, int status, String sentence, Instant now) {
        Why why = new Why(asked, code);
        Refusal before = refusals.remove(why);
        if (before == null && refusals.size() >= most) {
            Iterator<Why> oldest = refusals.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        refusals.put(why, new Refusal(asked, code, status, sentence, before == null ? 1 : before.times() + 1, now));
    }

    /** The last one first. */
    List<Refusal> last(int atMost) {
        List<Refusal> all = new ArrayList<>(refusals.values());
        Collections.reverse(all);
        return List.copyOf(all.subList(0, Math.min(atMost, all.size())));
    }
}
