package dev.tomthumb.http.caching;

import dev.tomthumb.http.EntityTags;
import dev.tomthumb.http.HttpDates;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.StoredResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a stored answer is sent to somebody (RFC 9111, sections 4.3.2 and 4; RFC 9110, sections 13 and 14): whole, as 304,
 * in part, or not at all.
 *
 * @param status of this reply
 * @param fields all of them but {@code Age} and what tells of the cache
 * @param from the first byte of the body that is sent
 * @param length how many
 */
public record Reply(int status, Fields fields, int from, int length) {
    /** {@code bytes=0-499}, {@code bytes=500-}, {@code bytes=-500}; one range only, others are ignored. */
    private static final Pattern ONE_RANGE =
            Pattern.compile("\\s*bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** RFC 9110, section 15.4.5: what a 304 repeats, and what tells caches how long. */
    private static final Set<String> OF_THE_BODY =
            Set.of("content-type", "content-encoding", "content-language", "content-range", "content-disposition");

    /**
     * What a request asks beside its URL.
     *
     * @param head whether the body is left out
     * @param ifNoneMatch all lines joined
     * @param range the field value; of HEAD it is ignored (RFC 9110, section 14.2)
     */
    public record Question(
            boolean head,
            Optional<String> ifNoneMatch,
            Optional<String> ifModifiedSince,
            Optional<String> range,
            Optional<String> ifRange) {}

    /** Decides. {@code If-Match} and {@code If-Unmodified-Since} are no cache's business (RFC 9111, section 4.3.2). */
    public static Reply to(Question question, StoredResponse stored, Instant now) {
        Fields fields = stored.fields();
        if (stored.status() == 200 && notModified(question, stored, now)) {
            return new Reply(304, fields.without(name -> OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT))), 0, 0);
        }
        int whole = stored.body().length;
        if (stored.status() == 200
                && !question.head()
                && question.range().isPresent()
                && continues(question, stored, now)) {
            Matcher one = ONE_RANGE.matcher(question.range().get());
            if (one.matches()) {
                return inPart(one, fields, whole);
            }
        }
        return new Reply(stored.status(), fields, 0, whole);
    }

    /** In the order of RFC 9110, section 13.2.2. Without a validator the time of the answer itself counts (RFC 9111, 4.3.2). */
    private static boolean notModified(Question question, StoredResponse stored, Instant now) {
        if (question.ifNoneMatch().isPresent()) {
            String asked = question.ifNoneMatch().get();
            return asked.strip().equals("*")
                    || stored.fields()
                            .first("ETag")
                            .filter(tag -> EntityTags.listed(asked, tag))
                            .isPresent();
        }
        return question.ifModifiedSince()
                .flatMap(text -> HttpDates.parse(text.strip(), now))
                .filter(since -> !changed(stored, now).isAfter(since))
                .isPresent();
    }

    private static Instant changed(StoredResponse stored, Instant now) {
        return date(stored.fields(), "Last-Modified", now)
                .or(() -> date(stored.fields(), "Date", now))
                .orElse(stored.receivedAt());
    }

    private static Optional<Instant> date(Fields fields, String name, Instant now) {
        return fields.first(name).flatMap(value -> HttpDates.parse(value.strip(), now));
    }

    /** RFC 9110, section 13.1.5: only the very representation the asker has a part of is continued. */
    private static boolean continues(Question question, StoredResponse stored, Instant now) {
        if (question.ifRange().isEmpty()) {
            return true;
        }
        String condition = question.ifRange().get().strip();
        if (condition.startsWith("\"") || condition.startsWith("W/")) {
            return !condition.startsWith("W/")
                    && stored.fields().first("ETag").filter(condition::equals).isPresent();
        }
        Optional<Instant> modified = date(stored.fields(), "Last-Modified", now);
        return modified.isPresent() && modified.equals(HttpDates.parse(condition, now));
    }

    private static Reply inPart(Matcher one, Fields fields, int whole) {
        String first = one.group(1);
        String last = one.group(2);
        if (first.isEmpty() && last.isEmpty()) {
            return new Reply(200, fields, 0, whole);
        }
        long from = first.isEmpty() ? Math.max(0, whole - Long.parseLong(last)) : Long.parseLong(first);
        long to = first.isEmpty() || last.isEmpty() ? whole - 1L : Math.min(Long.parseLong(last), whole - 1L);
        if (!first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < from) {
            return new Reply(200, fields, 0, whole);
        }
        if (from >= whole) {
            return new Reply(
                    416,
                    fields.without(name -> OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT)))
                            .and("Content-Range", "bytes */" + whole),
                    0,
                    0);
        }
        int length = (int) (to - from + 1);
        return new Reply(
                206, fields.and("Content-Range", "bytes " + from + "-" + to + "/" + whole), (int) from, length);
    }
}
