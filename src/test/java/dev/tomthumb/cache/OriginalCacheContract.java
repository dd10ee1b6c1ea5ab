package dev.tomthumb.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OriginalCache} promises. */
public abstract class OriginalCacheContract {
    private static final Instant FETCHED = Instant.parse("2026-01-02T03:04:05.000000006Z");

    private OriginalCache cache;

    /** A new, empty cache with room for at least four originals of 200 kB; the test closes it. */
    protected abstract OriginalCache open() throws Exception;

    @BeforeEach
    void openCache() throws Exception {
        cache = open();
    }

    @AfterEach
    void closeCache() {
        cache.close();
    }

    public static CacheKey key(String path) {
        return new CacheKey("s3://photos/" + path, "s3://photos/" + path);
    }

    /** An original with everything there is to know of it. */
    public static KeptOriginal original(int seed, String... tags) {
        byte[] bytes = new byte[200_000 + seed];
        new Random(seed).nextBytes(bytes);
        return new KeptOriginal(
                bytes,
                new Validators(Optional.of("\"tag-" + seed + "\""), Optional.of(FETCHED.minusSeconds(seed))),
                Visibility.PUBLIC,
                new Lifetime(Optional.of("max-age=" + seed), Optional.of(FETCHED.plusSeconds(seed))),
                FETCHED,
                List.of(tags));
    }

    public static void assertSame(KeptOriginal expected, Optional<KeptOriginal> found) {
        assertThat(found).isPresent();
        assertThat(found.get().bytes()).isEqualTo(expected.bytes());
        assertThat(found.get())
                .usingRecursiveComparison()
                .ignoringFields("bytes")
                .isEqualTo(expected);
    }

    @Test
    void whatWasPutComesBackFieldForFieldAndTheRestIsAMiss() {
        KeptOriginal sparse = new KeptOriginal(
                new byte[] {1}, Validators.NONE, Visibility.PRIVATE, Lifetime.UNKNOWN, Instant.EPOCH, List.of());
        cache.put(key("cat.jpg"), original(1, "animals", "cats"), cache.stamp());
        cache.put(key("고양이.jpg"), sparse, cache.stamp());

        assertSame(original(1, "animals", "cats"), cache.get(key("cat.jpg")));
        assertSame(sparse, cache.get(key("고양이.jpg")));
        assertThat(cache.get(key("dog.jpg"))).isEmpty();
    }

    @Test
    void aLaterPutReplacesAnEarlierOneAndRemovingForgets() {
        cache.put(key("cat.jpg"), original(1), cache.stamp());
        cache.put(key("cat.jpg"), original(2), cache.stamp());
        assertSame(original(2), cache.get(key("cat.jpg")));

        cache.remove(key("cat.jpg"));
        cache.remove(key("dog.jpg"));
        assertThat(cache.get(key("cat.jpg"))).isEmpty();
    }

    @Test
    void purgesReachWhatTheyMeanAndNothingElse() {
        for (Invalidation what : List.of(
                new Invalidation.OfOriginal("s3://photos/a/cat.jpg"),
                new Invalidation.OfOriginals("s3://photos/a/"),
                new Invalidation.OfTag("cats"))) {
            cache.put(key("a/cat.jpg"), original(1, "cats"), cache.stamp());
            cache.put(key("b/dog.jpg"), original(2, "dogs"), cache.stamp());

            cache.invalidate(what);

            assertThat(cache.get(key("a/cat.jpg"))).as("%s", what).isEmpty();
            assertThat(cache.get(key("b/dog.jpg"))).as("%s", what).isPresent();
        }
        cache.invalidate(new Invalidation.Everything());
        assertThat(cache.get(key("b/dog.jpg"))).isEmpty();
    }

    @Test
    void whatIsFetchedWhileItIsDeclaredOldIsNotKept() {
        long before = cache.stamp();
        cache.invalidate(new Invalidation.OfOriginals("s3://photos/a/"));
        cache.put(key("a/cat.jpg"), original(1), before);
        cache.put(key("b/dog.jpg"), original(2), before);

        assertThat(cache.get(key("a/cat.jpg"))).isEmpty();
        assertThat(cache.get(key("b/dog.jpg"))).isPresent();
    }

    @Test
    void statisticsCountWhatWasAsked() {
        cache.put(key("cat.jpg"), original(1), cache.stamp());
        cache.get(key("cat.jpg"));
        cache.get(key("dog.jpg"));

        assertThat(cache.statistics().get("originals"))
                .containsEntry("hits", 1L)
                .containsEntry("misses", 1L)
                .containsEntry("puts", 1L);
        assertThat(cache.statistics().keySet()).allMatch(tier -> tier.startsWith("originals"));
        assertThat(cache.describe()).isNotBlank();
    }

    @Test
    void aClosedCacheMissesAndDropsAndMayBeClosedAgain() {
        cache.close();

        assertThatCode(() -> {
                    cache.close();
                    cache.put(key("cat.jpg"), original(1), cache.stamp());
                    cache.remove(key("cat.jpg"));
                    cache.invalidate(new Invalidation.Everything());
                    cache.statistics();
                    cache.describe();
                })
                .doesNotThrowAnyException();
        assertThat(cache.get(key("cat.jpg"))).isEmpty();
    }
}
