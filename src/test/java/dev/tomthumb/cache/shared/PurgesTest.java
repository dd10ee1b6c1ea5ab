package dev.tomthumb.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.InvalidationText;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Purges as texts, and what they mean for what is shared. */
class PurgesTest {
    private static final CacheKey CAT =
            new CacheKey("1f2e3d4c w:320/s3://photos/2026/cat.jpg", "s3://photos/2026/cat.jpg");
    private static final CacheKey DOG = new CacheKey("1f2e3d4c w:320/s3://photos/dog.jpg", "s3://photos/dog.jpg");
    private static final List<String> TAGS = List.of("red", "product:42");

    static List<Invalidation> meaningTheCat() {
        return List.of(
                new Invalidation.Everything(),
                new Invalidation.OfOriginal("s3://photos/2026/cat.jpg"),
                new Invalidation.OfOriginals("s3://photos/2026/"),
                new Invalidation.OfTag("Product:42"),
                new Invalidation.OfRendition(CAT),
                new Invalidation.OfRendition(
                        new CacheKey("ffffffff w:320/s3://photos/2026/cat.jpg", "s3://photos/2026/cat.jpg")));
    }

    @ParameterizedTest
    @MethodSource("meaningTheCat")
    void whatWasMadeBeforeAPurgeIsOldAndNothingElseIs(Invalidation purge) {
        PurgeIndex index = new PurgeIndex();
        assertThat(index.add(purge, 1000)).isTrue();
        assertThat(index.add(purge, 1000)).as("known").isFalse();
        assertThat(index.add(purge, 990)).as("earlier").isFalse();

        assertThat(index.isOld(CAT, TAGS, 999)).isTrue();
        assertThat(index.isOld(CAT, TAGS, 1001)).as("within the margin").isTrue();
        assertThat(index.isOld(CAT, TAGS, 1002)).isFalse();
        boolean everything = purge instanceof Invalidation.Everything;
        assertThat(index.isOld(DOG, List.of("blue"), 999)).isEqualTo(everything);
    }

    @ParameterizedTest
    @MethodSource("meaningTheCat")
    void aPurgeWhoseTimeIsNotKnownYetMeansAllThatIsThere(Invalidation purge) {
        PurgeIndex index = new PurgeIndex();
        index.pending("purges/v1/1", List.of(purge));
        assertThat(index.isOld(CAT, TAGS, Long.MAX_VALUE / 4)).isTrue();
        index.listed("purges/v1/1");
        assertThat(index.isOld(CAT, TAGS, 5)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("meaningTheCat")
    void everyPurgeIsOneLine(Invalidation purge) {
        String line = InvalidationText.write(purge);
        assertThat(line).matches("[ -~]+");
        assertThat(InvalidationText.read(line)).contains(purge);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all 1", "ALL", "tag", "tag ", "original a b", "tag %", "rendition a", "rendition  "})
    void otherLinesSayNothing(String line) {
        assertThat(InvalidationText.read(line))
                .satisfiesAnyOf(
                        read -> assertThat(read).isEmpty(),
                        read -> assertThat(line).isEqualTo("tag "));
    }

    @Test
    void aFileOfPurgesComesBackAsItWas() {
        List<PurgeFile.Entry> entries = meaningTheCat().stream()
                .map(what -> new PurgeFile.Entry(what, OptionalLong.empty()))
                .toList();
        assertThat(PurgeFile.read(PurgeFile.write(entries))).isEqualTo(new PurgeFile.Content.Purges(entries));
        List<PurgeFile.Entry> timed = List.of(new PurgeFile.Entry(new Invalidation.OfTag("a\nb"), OptionalLong.of(7)));
        assertThat(PurgeFile.read(PurgeFile.write(timed))).isEqualTo(new PurgeFile.Content.Purges(timed));
    }

    @Test
    void manyPurgesAreSeveralTexts() {
        List<PurgeFile.Entry> entries = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> new PurgeFile.Entry(new Invalidation.OfTag("tag" + i), OptionalLong.of(i)))
                .toList();
        List<byte[]> texts = PurgeFile.write(entries, 500);
        assertThat(texts)
                .hasSizeGreaterThan(2)
                .allSatisfy(text -> assertThat(text).hasSizeLessThan(520));
        assertThat(texts.stream()
                        .flatMap(text -> ((PurgeFile.Content.Purges) PurgeFile.read(text)).entries().stream())
                        .toList())
                .isEqualTo(entries);
        assertThat(PurgeFile.write(entries, 1)).as("a line is never cut").hasSize(100);
        assertThat(PurgeFile.write(List.of(), 500)).isEmpty();
    }

    @Test
    void aDamagedFileIsToldFromAForeignOne() {
        byte[] whole =
                PurgeFile.write(List.of(new PurgeFile.Entry(new Invalidation.OfTag("red"), OptionalLong.empty())));
        for (int length = 18; length < whole.length; length++) {
            assertThat(PurgeFile.read(java.util.Arrays.copyOf(whole, length)))
                    .isInstanceOf(PurgeFile.Content.Damaged.class);
        }
        assertThat(PurgeFile.read("<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isInstanceOf(PurgeFile.Content.Foreign.class);
        assertThat(PurgeFile.read(new byte[0])).isInstanceOf(PurgeFile.Content.Foreign.class);
    }

    @Test
    void whatIsOlderThanAllThatIsSharedIsForgotten() {
        PurgeIndex index = new PurgeIndex();
        index.add(new Invalidation.OfTag("red"), 1000);
        index.add(new Invalidation.OfRendition(CAT), 3000);
        index.forgetBefore(2000);

        assertThat(index.size()).isEqualTo(1);
        assertThat(index.entries())
                .containsExactly(new PurgeFile.Entry(new Invalidation.OfRendition(CAT), OptionalLong.of(3000)));
    }
}
