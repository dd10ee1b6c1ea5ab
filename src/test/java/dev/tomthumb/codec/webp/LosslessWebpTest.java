package dev.tomthumb.codec.webp;

import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.webp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Meter;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.samples.TestPictures;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LosslessWebpTest {
    /** Few colours: a palette; many: predictions and codes of their own for each part. */
    @Property(tries = 100)
    void everySampleComesBack(
            @ForAll @IntRange(min = 1, max = 120) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 400) int colors,
            @ForAll Random random)
            throws ImageException {
        int[] palette = random.ints(colors, 0, 1 << 24).toArray();
        Pixels source = Webps.flat(0, width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = palette[random.nextInt(8) == 0 ? random.nextInt(colors) : (x / 9 + y / 7) % colors];
                for (int i = 0; i < 3; i++) {
                    source.planes().get(i).set(x, y, color >> 16 - 8 * i);
                }
            }
        }
        requireSame(source, Webps.read(Webps.lossless(source)));
    }

    @Property(tries = 30)
    void smoothPicturesComeBack(
            @ForAll @IntRange(min = 1, max = 300) int width, @ForAll @IntRange(min = 1, max = 200) int height)
            throws ImageException {
        Pixels source = Pictures.waves(Layout.RGB, width, height);
        requireSame(source, Webps.read(Webps.lossless(source)));
    }

    private static void requireSame(Pixels expected, Pixels actual) {
        assertThat(actual.layout()).isEqualTo(expected.layout());
        for (int i = 0; i < expected.planes().size(); i++) {
            Plane plane = expected.planes().get(i);
            byte[] row = new byte[plane.width()];
            byte[] read = new byte[plane.width()];
            for (int y = 0; y < plane.height(); y++) {
                plane.readRow(y, row);
                actual.planes().get(i).readRow(y, read);
                assertThat(read).isEqualTo(row);
            }
        }
    }

    /** Codes for each part of 4x4 pixels, made of few bits, could take a hundred times what the pixels take. */
    @Property(tries = 300)
    void noiseTakesNoMoreThanWasAnnounced(@ForAll Random random) throws ImageException {
        byte[] whole = Webps.lossless(Webps.pixels(TestPictures.geometry(64, 48)));
        byte[] image = Arrays.copyOfRange(whole, 20, 25 + random.nextInt(40));
        byte[] noise = new byte[random.nextInt(5000)];
        random.nextBytes(noise);
        byte[] file = webp(riffChunk("VP8L", join(image, noise)));
        Meter meter = new Meter();
        try {
            assertThat(meter.measure(() -> Webps.read(file)).width()).isEqualTo(64);
        } catch (ImageException refusal) {
            assertThat(refusal.getMessage()).startsWith("The original is a damaged WebP: ");
        }
        // Codes that no part has are garbage at once, but they are made.
        meter.requireAtMost(new WebpDecoder().memory(Headers.of(file)) + 40_000L * noise.length);
        meter.requireSoon();
    }

    @Test
    void anUnknownVersionIsRefused() {
        byte[] file = Webps.lossless(Webps.flat(0x123456, 5, 5));
        file[24] |= 0x20;
        assertThatThrownBy(() -> Webps.read(file))
                .hasMessage("The original is a damaged WebP: it has lossless data of an unknown version.");
    }
}
