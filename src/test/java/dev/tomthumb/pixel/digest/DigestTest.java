package dev.tomthumb.pixel.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.pixel.digest.DominantColors.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hashes are compared with what the reference implementations make of the same pixels: thumbhash 0.1.1 of npm, and Wolt's
 * BlurHash in C (that of npm takes the largest term without its sign for the largest of all).
 */
class DigestTest {
    /** Formulas that anybody can repeat. */
    private static Pixels formula(int width, int height, boolean alpha) {
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < (alpha ? 4 : 3); i++) {
            planes.add(new Plane(width, height));
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                planes.get(0).set(x, y, x * 7 + y * 3);
                planes.get(1).set(x, y, x * x + 5 * y);
                planes.get(2).set(x, y, x * y * 2);
                if (alpha) {
                    planes.get(3).set(x, y, x * 11 + y * 9);
                }
            }
        }
        return new Pixels(alpha ? Layout.RGB_ALPHA : Layout.RGB, planes);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 20, false, nCgOHY5QZYhkh4iGiGiIhpCLDmt5",
        "20, 30, false, W/gJHQhAhmGXZ4doiIZ4eLSGD26L",
        "100, 75, false, HwgGDYJ2dkdmVwhlZVRnh/9vubxA",
        "1, 1, false, AAgCBwAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "30, 20, true, nRiGE4gXYHWUmIaAqg5simlzdZBXeIc=",
        "17, 60, true, nhiGCQYXQkA3t2n5Q0UFZ3aHSnVmyAE=",
        "8, 8, true, SviBBQAUsIbCh3l4iJkfluBmcIeBiId4hw=="
    })
    void aThumbHashIsThatOfTheReference(int width, int height, boolean alpha, String expected) {
        assertThat(ThumbHash.of(formula(width, height, alpha))).isEqualTo(expected);
    }

    @Test
    void aThumbHashIsMadeOfSmallPicturesOnly() {
        assertThatThrownBy(() -> ThumbHash.of(formula(101, 2, false))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blurHashesAreThoseOfTheReference() {
        assertThat(BlurHash.of(formula(30, 20, false), 4, 3)).isEqualTo("LnG[i]0}vOaKNYnOnlbbWln+bcj^");
        assertThat(BlurHash.of(formula(20, 30, false), 1, 1)).isEqualTo("00E3*R");
        assertThat(BlurHash.of(formula(1, 1, false), 2, 2)).isEqualTo("A00000fQfQfQ");
        assertThat(BlurHash.of(formula(33, 21, false), 5, 7))
                .isEqualTo("wnHeF50}Z%v$NGWSRjwLODt6R~smWrofa$oaWXajj[WBacfSj]a_k7s+W=jue-a#adfljrbEjw");
        assertThat(BlurHash.of(formula(64, 48, false), 9, 9))
                .isEqualTo(
                        "|MHoB+ORwb2mAo$eNss+aKM|M|EN9]@_v%rcIqaMNFs8J8,DxFS_KMTG$$oabWWCkUR.X5R.$jeradW-ahjasCW=oLWrbat2"
                                + "afbHbHbIahbunmn+X2jFWDkBnmahf+jbWEsSfibbj]aif+W.oejFawaxaia$oLa#j?f5ax");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 10", "10, 1"})
    void aBlurHashHasOneToNineComponents(int across, int down) {
        assertThatThrownBy(() -> BlurHash.of(formula(4, 4, false), across, down))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPerceptualHashSurvivesScalingAndTellsPicturesApart() {
        long picture = PerceptualHash.bits(scene(256, 192, 0));
        long smaller = PerceptualHash.bits(scene(128, 96, 0));
        long other = PerceptualHash.bits(scene(256, 192, 2));

        assertThat(Long.bitCount(picture ^ smaller)).isLessThanOrEqualTo(4);
        assertThat(Long.bitCount(picture ^ other)).isGreaterThan(12);
        assertThat(PerceptualHash.of(scene(256, 192, 0))).hasSize(16).isEqualTo(String.format("%016x", picture));
        assertThat(PerceptualHash.of(scene(1, 1, 0))).hasSize(16);
    }

    private static Pixels scene(int width, int height, int which) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = (x + 0.5) / width;
                double v = (y + 0.5) / height;
                double value = Math.sin(9 * u + which * 5) * Math.cos(7 * v - which) + Math.sin(17 * u * v + which);
                plane.set(x, y, (int) (128 + 60 * value));
            }
        }
        return new Pixels(Layout.GREY, List.of(plane));
    }

    private static Pixels fields(int... colors) {
        List<Plane> planes = List.of(new Plane(60, 40), new Plane(60, 40), new Plane(60, 40), new Plane(60, 40));
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                int color = colors[x * colors.length / 60];
                planes.get(0).set(x, y, color >> 16);
                planes.get(1).set(x, y, color >> 8);
                planes.get(2).set(x, y, color);
                planes.get(3).set(x, y, color >>> 24);
            }
        }
        return new Pixels(Layout.RGB_ALPHA, planes);
    }

    @Test
    void theMeanCountsWhatIsVisible() {
        Pixels half = fields(0xffff0000, 0xff0000ff, 0x0000ff00, 0x0000ff00);
        assertThat(Colors.average(half, true)).isEqualTo(new Rgba(128, 0, 128, 255));
        assertThat(Colors.average(half, false)).isEqualTo(new Rgba(128, 0, 128, 128));
        assertThat(Colors.average(fields(0), true)).isEqualTo(new Rgba(0, 0, 0, 0));
    }

    @Test
    void aPaletteHasTheMostFrequentColourFirst() {
        Pixels pixels = fields(0xff112233, 0xff112233, 0xff112233, 0xffaabbcc, 0xffaabbcc, 0x00123456);
        assertThat(Colors.palette(pixels, 256))
                .containsExactly(
                        new Rgba(0x11, 0x22, 0x33, 255), new Rgba(0xaa, 0xbb, 0xcc, 255), new Rgba(0, 0, 0, 0));
        assertThat(Colors.palette(formula(60, 40, false), 8)).hasSizeBetween(2, 8);
    }

    @Test
    void eachKindOfDominantColourIsFound() {
        Pixels pixels =
                fields(0xff1fe05a, 0xffa0e8b8, 0xff0c5a24, 0xff7b8a80, 0xffb4c4ba, 0xff35403a, 0xff000000, 0xffffffff);
        Map<Kind, Rgba> found = DominantColors.of(pixels, false);

        assertThat(found)
                .containsEntry(Kind.VIBRANT, new Rgba(0x1f, 0xe0, 0x5a, 255))
                .containsEntry(Kind.LIGHT_VIBRANT, new Rgba(0xa0, 0xe8, 0xb8, 255))
                .containsEntry(Kind.DARK_VIBRANT, new Rgba(0x0c, 0x5a, 0x24, 255))
                .containsEntry(Kind.MUTED, new Rgba(0x7b, 0x8a, 0x80, 255))
                .containsEntry(Kind.LIGHT_MUTED, new Rgba(0xb4, 0xc4, 0xba, 255))
                .containsEntry(Kind.DARK_MUTED, new Rgba(0x35, 0x40, 0x3a, 255));
    }

    @Test
    void whatIsMissingIsBuiltOfWhatIsThere() {
        Pixels pixels = fields(0xffe01f1f);
        assertThat(DominantColors.of(pixels, false)).containsOnlyKeys(Kind.VIBRANT);
        Map<Kind, Rgba> all = DominantColors.of(pixels, true);
        assertThat(all).containsOnlyKeys(Kind.values());
        assertThat(all.values()).allMatch(color -> color.red() > color.green() && color.green() == color.blue());
        assertThat(DominantColors.of(fields(0), true)).isEmpty();
    }
}
