package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static final String BEGINNING = "s3://photos-of-the-shop/products/2026/";

    @Property
    void thePrefixesOfAKeyMeanIt(@ForAll @Size(max = 200) byte[] key) {
        long outline = outline(key, "", Set.of());
        for (int length = 0; length <= key.length; length++) {
            assertThat(selects(new Purge.Prefix(Arrays.copyOf(key, length)), outline))
                    .as("the first %d bytes", length)
                    .isTrue();
        }
    }

    @Property
    void thePrefixesOfAKeyOfWordsMeanIt(@ForAll @Size(max = 40) Word[] words) {
        StringBuilder key = new StringBuilder();
        for (Word word : words) {
            key.append(word.text);
        }
        thePrefixesOfAKeyMeanIt(utf8(key.toString()));
    }

    enum Word {
        LETTER("x"),
        SLASH("/"),
        DOT("."),
        NAME("landscape"),
        LONG("a-name-that-is-long-without-being-one-wordandgoesonandonandon"),
        NOT_ASCII("zürich");

        private final String text;

        Word(String text) {
            this.text = text;
        }
    }

    @Property
    void anEntryIsMeantByItsOriginalAndEachOfItsTags(
            @ForAll @Size(max = 10) Set<String> tags, @ForAll String original) {
        long outline = outline(utf8("key"), original, tags);
        if (!original.isEmpty()) {
            assertThat(selects(new Purge.Original(original), outline)).isTrue();
        }
        for (String tag : tags) {
            assertThat(selects(new Purge.Tag(tag), outline)).as(tag).isTrue();
        }
        assertThat(selects(new Purge.All(), outline)).isTrue();
    }

    @Test
    void fewEntriesThatAreNotMeantAreTakenForSome() {
        long[] outlines = IntStream.range(0, 100_000)
                .mapToObj(i -> BEGINNING + i % 100 + "/" + i)
                .mapToLong(key -> outline(utf8(key), key, Set.of()))
                .toArray();

        assertThat(count(new Purge.Prefix(utf8(BEGINNING + "7/")), outlines)).isBetween(1_000, 12_000);
        assertThat(count(new Purge.Prefix(utf8("s3://photos-of-others/")), outlines))
                .isZero();
        assertThat(count(new Purge.Original(BEGINNING + "7/107"), outlines)).isBetween(1, 400);
        assertThat(count(new Purge.Tag("any"), outlines)).isZero();
    }

    @Test
    void allPlacesAreLookedAt() {
        long wanted = outline(utf8("key"), "this", Set.of());
        long other = outline(utf8("key"), "that", Set.of());
        for (int count = 0; count < 40; count++) {
            long[] outlines = new long[count + 1];
            Arrays.fill(outlines, other);
            // What lies behind the last one does not count.
            outlines[count] = wanted;
            for (int at = 0; at < count; at++) {
                outlines[at] = wanted;
                int[] places = new int[count];
                assertThat(Outline.Query.of(new Purge.Original("this")).select(outlines, count, places))
                        .isOne();
                assertThat(places[0]).isEqualTo(at);
                outlines[at] = other;
            }
        }
    }

    private static boolean selects(Purge purge, long outline) {
        return count(purge, outline) == 1;
    }

    private static int count(Purge purge, long... outlines) {
        return Outline.Query.of(purge).select(outlines, outlines.length, new int[outlines.length]);
    }

    private static long outline(byte[] key, String original, Set<String> tags) {
        LabelBytes labels = LabelBytes.of(new Labels(original, tags));
        return Outline.of(key, labels.original(), labels.tags());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
