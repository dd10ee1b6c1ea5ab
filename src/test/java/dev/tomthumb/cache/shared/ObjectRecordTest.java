package dev.tomthumb.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.model.Confirmation;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ObjectRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    private static final CacheKey KEY = Renditions.key(1);

    private final SettableClock clock = new SettableClock(NOW);
    private final ServerClock serverClock = new ServerClock(clock);

    private static Rendition rendition(List<String> tags) {
        byte[] body = new byte[500];
        Arrays.fill(body, (byte) 7);
        return new Rendition(
                ImageFormat.AVIF,
                Optional.of(new Size(320, 200)),
                body,
                "\"a&b=c 고\"",
                NOW.minusSeconds(100),
                new Validators(Optional.of("W/\"1\""), Optional.of(NOW.minusSeconds(10_000))),
                Visibility.PUBLIC,
                123_456,
                Optional.of(new Size(1600, 1000)),
                new Lifetime(
                        Optional.of("max-age=60, public"),
                        Optional.of(NOW.plusSeconds(60)),
                        List.of("max-age=5", "max-age=6"),
                        Optional.of(NOW.minusSeconds(101)),
                        OptionalLong.of(3)),
                tags,
                new Confirmation(NOW.minusSeconds(90), Optional.of("abc-12")));
    }

    private static ObjectStore.Got stored(ObjectStore.New object) {
        return new ObjectStore.Got(object.body(), object.metadata(), Optional.empty());
    }

    @Test
    void whatIsWrittenIsReadAndTheBodyIsThePictureItself() {
        Rendition rendition = rendition(List.of("red", "product:42"));

        ObjectStore.New object = ObjectRecord.write(KEY, rendition, 77, serverClock);

        assertThat(object.body()).isEqualTo(rendition.body());
        assertThat(object.contentType()).isEqualTo("image/avif");
        assertThat(object.cacheControl()).contains("max-age=60, public");
        assertThat(object.metadata()).containsEntry("cache-tag", "red,product:42");
        ObjectRecord.Read read =
                ObjectRecord.read(KEY, stored(object), serverClock).orElseThrow();
        assertThat(read.knows()).isEqualTo(77);
        assertThat(read.rendition()).usingRecursiveComparison().isEqualTo(rendition);
    }

    @Test
    void theMetadataFitsWhatS3TakesHoweverMuchThereIsToSay() {
        List<String> tags =
                IntStream.range(0, 50).mapToObj(i -> "t" + i + "x".repeat(200)).toList();
        CacheKey longest = new CacheKey("1f2e3d4c w:1/s3://b/" + "k".repeat(3000), "s3://b/" + "k".repeat(3000));

        ObjectStore.New object = ObjectRecord.write(longest, rendition(tags), 77, serverClock);

        int bytes = object.metadata().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        assertThat(bytes).isLessThan(ObjectStore.METADATA_BYTES);
        assertThat(object.metadata().values()).allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f));
        assertThat(Arrays.copyOf(object.body(), 500)).isEqualTo(rendition(tags).body());
        assertThat(ObjectRecord.read(longest, stored(object), serverClock)
                        .orElseThrow()
                        .rendition())
                .usingRecursiveComparison()
                .isEqualTo(rendition(tags));
    }

    @Test
    void anotherKeysObjectIsNotRead() {
        ObjectStore.New object = ObjectRecord.write(KEY, rendition(List.of()), 77, serverClock);

        assertThat(ObjectRecord.read(Renditions.key(2), stored(object), serverClock))
                .isEmpty();
    }

    @Test
    void foreignObjectsAreNotRead() {
        List<Map<String, String>> foreign = List.of(
                Map.of(),
                Map.of("tomthumb-record", ""),
                Map.of("tomthumb-record", "v=1&x=0"),
                Map.of("tomthumb-record", "%%%&x="),
                Map.of("tomthumb-record-length", "99999"),
                Map.of("tomthumb-record-length", "-1"),
                Map.of("tomthumb-record-length", "20"));
        for (Map<String, String> metadata : foreign) {
            assertThat(ObjectRecord.read(
                            KEY, new ObjectStore.Got(new byte[20], metadata, Optional.empty()), serverClock))
                    .as(metadata.toString())
                    .isEmpty();
        }
    }

    @Property(tries = 300)
    void anyFlippedBitIsSeen(@ForAll @IntRange(max = 499) int at, @ForAll @IntRange(max = 7) int bit) {
        ObjectStore.New object = ObjectRecord.write(KEY, rendition(List.of("red")), 77, serverClock());
        byte[] body = object.body().clone();
        body[at] ^= (byte) (1 << bit);

        assertThat(ObjectRecord.read(
                        KEY, new ObjectStore.Got(body, object.metadata(), Optional.empty()), serverClock()))
                .isEmpty();
    }

    @Property(tries = 300)
    void noTextOfTheRecordBreaksTheReader(@ForAll @IntRange(max = 400) int at, @ForAll char with) {
        ObjectStore.New object = ObjectRecord.write(KEY, rendition(List.of("red")), 77, serverClock());
        String text = object.metadata().get("tomthumb-record");
        int place = at % text.length();
        Map<String, String> changed = new HashMap<>(object.metadata());
        changed.put("tomthumb-record", text.substring(0, place) + with + text.substring(place + 1));

        boolean same = changed.equals(object.metadata());
        assertThat(ObjectRecord.read(KEY, new ObjectStore.Got(object.body(), changed, Optional.empty()), serverClock())
                        .isPresent())
                .isEqualTo(same);
    }

    private static ServerClock serverClock() {
        return new ServerClock(new SettableClock(NOW));
    }

    @Test
    void aHalfWrittenObjectIsNotRead() {
        ObjectStore.New object = ObjectRecord.write(KEY, rendition(List.of()), 77, serverClock);
        for (int length : new int[] {0, 1, 250, 499}) {
            assertThat(ObjectRecord.read(
                            KEY,
                            new ObjectStore.Got(
                                    Arrays.copyOf(object.body(), length), object.metadata(), Optional.empty()),
                            serverClock))
                    .isEmpty();
        }
    }

    @Test
    void timesPassThroughTheStoresClock() {
        Rendition rendition = rendition(List.of());
        serverClock.heard(Optional.of(NOW.plusSeconds(3600)), NOW);
        ObjectStore.New object = ObjectRecord.write(KEY, rendition, 77, serverClock);

        ServerClock slow = new ServerClock(new SettableClock(NOW.minusSeconds(7200)));
        slow.heard(Optional.of(NOW.plusSeconds(3600)), NOW.minusSeconds(7200));
        Rendition there =
                ObjectRecord.read(KEY, stored(object), slow).orElseThrow().rendition();

        assertThat(Duration.between(there.madeAt(), NOW.minusSeconds(7200)))
                .as("its age is the same by a clock that is two hours behind")
                .isBetween(Duration.ofSeconds(99), Duration.ofSeconds(101));
    }

    @Test
    void nothingIsFromTheFuture() {
        ServerClock ahead = new ServerClock(new SettableClock(NOW.plusSeconds(9999)));
        ObjectStore.New object = ObjectRecord.write(
                KEY,
                rendition(List.of())
                        .confirmed(NOW.plusSeconds(9999), Validators.NONE, Visibility.PUBLIC, Lifetime.UNKNOWN),
                77,
                ahead);

        assertThat(ObjectRecord.read(KEY, stored(object), serverClock)
                        .orElseThrow()
                        .rendition()
                        .confirmation()
                        .at())
                .isEqualTo(NOW);
    }
}
