package dev.tomthumb.engine.responses;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.ResponseCache;
import dev.tomthumb.cache.ResponseCache.Kept;
import dev.tomthumb.cache.ResponseCache.Slot;
import dev.tomthumb.http.HttpDates;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.Freshening;
import dev.tomthumb.http.caching.Freshness;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.http.caching.Obstacle;
import dev.tomthumb.http.caching.StoredAnswer;
import dev.tomthumb.http.caching.Storing;
import dev.tomthumb.http.caching.Terms;
import dev.tomthumb.http.caching.Varying;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.StoredResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The cache of the host application's answers. It knows no servlet: it is asked what may be done with a request, and
 * told what the application has answered.
 */
public final class HostResponses implements AutoCloseable {
    /** Fields obeyed before {@code Cache-Control} (RFC 9213), ours first. */
    public static final List<String> TARGETS = List.of("Tomthumb-Cache-Control", "CDN-Cache-Control");

    private static final String TAGS = "Cache-Tag";
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 256;
    private static final int STRIPES = 64;

    private final ResponseCache cache;
    private final Bounds bounds;
    private final InstantSource clock;
    private final NotShared notShared;
    private final Changes changes = new Changes();
    private final Object[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new Object()).toArray();

    /**
     * How much is kept.
     *
     * @param object largest body in bytes
     * @param variants answers of one URL
     */
    public record Bounds(int object, int variants) {}

    public HostResponses(ResponseCache cache, Bounds bounds, InstantSource clock) {
        this.cache = cache;
        this.bounds = bounds;
        this.clock = clock;
        this.notShared = new NotShared(clock);
    }

    /** What lies in the cache for a request. */
    public sealed interface Found {
        /** Nothing that fits. */
        record Nothing() implements Found {}

        /**
         * An answer.
         *
         * @param response as it is kept
         * @param decision what may be done with it
         * @param ageSeconds for {@code Age}
         */
        record Something(StoredResponse response, Decision decision, long ageSeconds) implements Found {}
    }

    /** Looks a request up. */
    public Found find(Asking asking) {
        Optional<StoredResponse> stored = stored(asking);
        if (stored.isEmpty()) {
            return new Found.Nothing();
        }
        StoredResponse response = stored.get();
        FreshnessPolicy policy = asking.policies().of(response.status());
        Terms terms = Freshness.terms(answer(response), policy);
        Instant now = clock.instant();
        Decision decision = policy.obeysRequests() ? terms.at(now, asking.control()) : terms.at(now);
        return decision instanceof Decision.Gone
                ? new Found.Nothing()
                : new Found.Something(
                        response, decision, Math.max(0, terms.age(now).toSeconds()));
    }

    private Optional<StoredResponse> stored(Asking asking) {
        Optional<Kept> kept = cache.get(asking.key());
        if (kept.isPresent() && kept.get() instanceof Kept.Answer answer) {
            return Optional.of(answer.response())
                    .filter(response -> Varying.matches(response.selecting(), asking.fields()));
        }
        return kept.isPresent() && kept.get() instanceof Kept.Variants variants
                ? variant(asking, variants)
                : Optional.empty();
    }

    private Optional<StoredResponse> variant(Asking asking, Kept.Variants variants) {
        for (Slot slot : variants.slots()) {
            if (Varying.matches(slot.selecting(), asking.fields())) {
                Optional<StoredResponse> there = in(slot, asking);
                if (there.isPresent()) {
                    return there;
                }
            }
        }
        return Optional.empty();
    }

    /** Slots and answers are stored one by one: a slot may be empty by now, or hold another answer than it says. */
    private Optional<StoredResponse> in(Slot slot, Asking asking) {
        Optional<Kept> kept = cache.get(asking.key(slot.name()));
        return kept.isPresent()
                        && kept.get() instanceof Kept.Answer answer
                        && answer.response().selecting().equals(slot.selecting())
                ? Optional.of(answer.response())
                : Optional.empty();
    }

    private static StoredAnswer answer(StoredResponse response) {
        return Storing.answer(
                response.status(), response.fields(), TARGETS, response.requestedAt(), response.receivedAt());
    }

    /** To be taken before the application is asked. */
    public Stamp stamp() {
        return new Stamp(cache.stamp(), changes.stamp(), clock.instant());
    }

    /**
     * When the application was asked.
     *
     * @param purges how many there had been
     * @param changes how many requests had changed something
     */
    public record Stamp(long purges, long changes, Instant at) {}

    /**
     * Why the answer that begins so will not be kept, to be asked before its body is there.
     *
     * @return empty if it may be kept
     */
    public Optional<Obstacle> obstacle(Asking asking, Asking.Head head, boolean setsCookie, Stamp stamp) {
        return Storing.obstacle(
                asking.asked(),
                new Storing.Made(head.status(), head.fields(), setsCookie, true),
                Storing.answer(head.status(), head.fields(), TARGETS, stamp.at(), clock.instant()),
                asking.policies().of(head.status()));
    }

    /**
     * Makes of an answer what would be kept of it, and keeps it.
     *
     * @param body whole
     */
    public StoredResponse store(Asking asking, Asking.Head head, byte[] body, Stamp stamp) {
        Instant received = clock.instant();
        StoredResponse response = new StoredResponse(
                head.status(),
                head.error(),
                dated(Storing.kept(head.fields()), received),
                body,
                Varying.selecting(head.fields(), asking.fields()),
                stamp.at(),
                received,
                tags(head.fields()));
        put(asking, response, stamp);
        return response;
    }

    /** A cache that keeps an answer without a {@code Date} gives it one (RFC 9110, section 6.6.1). */
    private static Fields dated(Fields fields, Instant received) {
        return fields.has("Date") ? fields : fields.and("Date", HttpDates.format(received));
    }

    private static List<String> tags(Fields fields) {
        return fields.all(TAGS).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(tag -> !tag.isEmpty() && tag.length() <= LONGEST_TAG)
                .distinct()
                .limit(MOST_TAGS)
                .toList();
    }

    private void put(Asking asking, StoredResponse response, Stamp stamp) {
        CacheKey key = asking.key();
        synchronized (stripes[Math.floorMod(key.hashCode(), STRIPES)]) {
            if (changes.since(stamp.changes(), key)) {
                return;
            }
            if (response.selecting().isEmpty()) {
                cache.put(key, new Kept.Answer(response), stamp.purges());
            } else {
                putVariant(asking, response, stamp);
            }
        }
        notShared.forget(key);
    }

    /** The variant first, then where it lies: nobody is sent to a place where nothing is. */
    private void putVariant(Asking asking, StoredResponse response, Stamp stamp) {
        Slot slot = new Slot(response.selecting(), name(response.selecting()));
        List<Slot> slots = withFirst(slot, asking);
        cache.put(asking.key(slot.name()), new Kept.Answer(response), stamp.purges());
        cache.put(asking.key(), new Kept.Variants(slots), stamp.purges());
    }

    /** The slots of a URL when this one is its newest. Those beyond the bound are cleared. */
    private List<Slot> withFirst(Slot newest, Asking asking) {
        List<Slot> slots = new ArrayList<>();
        slots.add(newest);
        if (cache.get(asking.key()).orElse(null) instanceof Kept.Variants variants) {
            for (Slot other : variants.slots()) {
                if (other.name().equals(newest.name())) {
                    continue;
                }
                if (slots.size() < bounds.variants()) {
                    slots.add(other);
                } else {
                    cache.remove(asking.key(other.name()));
                }
            }
        }
        return slots;
    }

    private static String name(Map<String, String> selecting) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(selecting).forEach((name, value) -> {
                digest.update(
                        (name.length() + ":" + name + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
            });
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * Takes over what a 304 to our own question, or an answer to HEAD, says (RFC 9111, sections 4.3.4 and 4.3.5). What is
     * stored stays as it is if that was said to a request whose answers are not kept.
     *
     * @return the stored answer with what it was told
     */
    public StoredResponse freshen(Asking asking, StoredResponse stored, Fields newer, Stamp stamp) {
        Instant received = clock.instant();
        Fields merged = Freshening.merged(stored.fields(), newer);
        Fields dated =
                newer.has("Date") ? merged : merged.replacing(Fields.NONE.and("Date", HttpDates.format(received)));
        StoredResponse fresh =
                stored.freshened(dated, stamp.at(), received, newer.has(TAGS) ? tags(newer) : stored.tags());
        Optional<Obstacle> obstacle = obstacle(asking, fresh);
        if (obstacle.isEmpty()) {
            put(asking, fresh, stamp);
        } else if (!obstacle.get().ofRequest()) {
            forget(asking, stored);
        }
        return fresh;
    }

    /** Why it cannot be kept any longer, by what it says since it was freshened. */
    private static Optional<Obstacle> obstacle(Asking asking, StoredResponse fresh) {
        return Storing.obstacle(
                asking.asked(),
                new Storing.Made(fresh.status(), fresh.fields(), false, true),
                answer(fresh),
                asking.policies().of(fresh.status()));
    }

    /** Forgets one answer. */
    public void forget(Asking asking, StoredResponse stored) {
        cache.remove(stored.selecting().isEmpty() ? asking.key() : asking.key(name(stored.selecting())));
    }

    /**
     * Forgets all answers of URLs, those that are being made included, because a request may have changed them.
     *
     * @param origin as in {@link Asking}
     * @param paths as in {@link Asking}
     */
    public void changed(String origin, Iterable<String> paths) {
        for (String path : paths) {
            CacheKey key = Asking.key(origin, path, "");
            synchronized (stripes[Math.floorMod(key.hashCode(), STRIPES)]) {
                changes.add(key);
                cache.remove(key);
            }
        }
    }

    /**
     * What requests wait for each other by: the URL, and what its answers are known to vary by.
     */
    public CacheKey flight(Asking asking) {
        Optional<Kept> kept = cache.get(asking.key());
        if (kept.isPresent()
                && kept.get() instanceof Kept.Variants variants
                && !variants.slots().isEmpty()) {
            Map<String, String> asked = new TreeMap<>();
            variants.slots()
                    .get(0)
                    .selecting()
                    .keySet()
                    .forEach(name -> asked.put(
                            name, Varying.normalised(name, asking.fields().apply(name))));
            return asking.key(name(asked));
        }
        return asking.key();
    }

    /** The largest body that is kept. */
    public int largestObject() {
        return bounds.object();
    }

    /** Whether answers of this URL have turned out to be for one visitor each, so that nobody should wait for another's. */
    public boolean isNotShared(Asking asking) {
        return notShared.contains(asking.key());
    }

    /** Remembers it for a while. */
    public void noteNotShared(Asking asking) {
        notShared.add(asking.key());
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    /** What lies below. */
    public ResponseCache cache() {
        return cache;
    }

    @Override
    public void close() {
        cache.close();
    }
}
