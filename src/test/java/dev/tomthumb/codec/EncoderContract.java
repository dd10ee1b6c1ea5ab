package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Encoder} owes its callers. */
public abstract class EncoderContract {
    /** The encoder under test. */
    protected abstract Encoder encoder();

    /** A decoder of its format. */
    protected abstract Decoder decoder();

    /** How near a smooth picture of this layout comes back at quality 90, in decibels. */
    protected abstract double likeness(Layout layout);

    /** The longest side the format can hold; a picture one wider must be refused. */
    protected abstract int longestSide();

    /** Pixels of {@code file}. */
    protected final Pixels decoded(byte[] file) throws ImageException {
        return decoder().decode(file, Headers.of(file));
    }

    /** Not {@code YCBCR}, which comes back as RGB: the test of a {@link BandEncoder} tells how near. */
    @ParameterizedTest
    @EnumSource(value = Layout.class, mode = EnumSource.Mode.EXCLUDE, names = "YCBCR")
    void aSmoothPictureComesBackAlmostAsItWas(Layout layout) throws ImageException {
        boolean noAlpha = layout.hasAlpha() && !encoder().format().hasAlpha();
        boolean noPlanes = layout == Layout.YCBCR && !(encoder() instanceof BandEncoder);
        if (noAlpha || noPlanes) {
            return;
        }
        Pixels pixels = Pictures.waves(layout, 101, 67);
        byte[] file = encoder().encode(pixels, Encoding.of(90));
        assertThat(FormatSniffer.sniff(file)).contains(encoder().format());
        Pixels back = decoded(file);
        assertThat(Pictures.psnr(pixels, like(back, layout))).isGreaterThan(likeness(layout));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "40,1", "2,3", "17,16"})
    void smallAndOddSizesAreWritten(int width, int height) throws ImageException {
        Pixels back = decoded(encoder().encode(Pictures.waves(Layout.RGB, width, height), Encoding.of(80)));
        assertThat(new Size(back.width(), back.height())).isEqualTo(new Size(width, height));
    }

    @Test
    void alphaIsIgnoredByAFormatThatHasNone() throws ImageException {
        byte[] file = encoder().encode(Pictures.waves(Layout.RGB_ALPHA, 20, 20), Encoding.of(80));
        assertThat(Headers.of(file).alpha()).isEqualTo(encoder().format().hasAlpha());
    }

    @Test
    void aViewOfAPictureIsWrittenAlone() throws ImageException {
        Pixels whole = Pictures.waves(Layout.RGB, 64, 64);
        List<Plane> cut =
                whole.planes().stream().map(plane -> plane.view(10, 20, 30, 25)).toList();
        Pixels part = new Pixels(Layout.RGB, cut);
        Pixels back = decoded(encoder().encode(part, Encoding.of(90)));
        assertThat(Pictures.psnr(part, like(back, Layout.RGB))).isGreaterThan(likeness(Layout.RGB) - 3);
    }

    @Test
    void aSideLongerThanTheFormatCanHoldIsRefused() {
        // One row, seen again and again: the refusal must come before anything is allocated.
        Plane row = new Plane(1, longestSide() + 1, new byte[1], 0, 1, 0);
        Pixels tall = new Pixels(Layout.GREY, List.of(row));
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> encoder().encode(tall, Encoding.of(80)));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT);
        assertThat(refusal).hasMessageContaining("at most " + longestSide() + " pixels");
    }

    @Test
    void theMemoryAnnouncedHoldsAtLeastTheFile() throws ImageException {
        Size size = new Size(101, 67);
        byte[] file = encoder().encode(Pictures.waves(Layout.RGB, 101, 67), Encoding.of(100));
        assertThat(encoder().memory(size)).isGreaterThanOrEqualTo(file.length);
    }

    @Test
    void oneEncoderServesManyThreads() throws Exception {
        Pixels pixels = Pictures.waves(Layout.RGB, 80, 60);
        byte[] expected = encoder().encode(pixels, Encoding.of(75));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<byte[]>> files = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> encoder().encode(pixels, Encoding.of(75))))
                    .toList();
            for (Future<byte[]> file : files) {
                assertThat(file.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Formats without grey, or that drop an alpha that is all opaque, come back in another layout. */
    private static Pixels like(Pixels pixels, Layout layout) {
        if (pixels.layout() == layout) {
            return pixels;
        }
        List<Plane> planes = new java.util.ArrayList<>();
        List<Plane> colors = pixels.colors();
        for (int i = 0; i < layout.opaque().planes(); i++) {
            planes.add(colors.get(Math.min(i, colors.size() - 1)));
        }
        if (layout.hasAlpha()) {
            planes.add(pixels.alpha());
        }
        return new Pixels(layout, planes);
    }
}
