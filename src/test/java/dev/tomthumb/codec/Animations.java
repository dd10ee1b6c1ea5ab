package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Animations to write and to compare. */
public final class Animations {
    private static final Set<Problem> REFUSALS =
            Set.of(Problem.BROKEN_IMAGE, Problem.UNSUPPORTED_INPUT, Problem.NOT_AN_IMAGE);
    private static final long MOST_PIXELS = 250_000;
    private static final int MOST_FRAMES = 40;

    private Animations() {}

    /**
     * What an animation shows.
     *
     * @param frames as words {@code 0xAARRGGBB}
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Shown(Size size, int plays, List<int[]> frames, List<Integer> delays) {}

    /** Everything that is in {@code file}. */
    public static Shown shown(AnimationDecoder decoder, byte[] file) throws ImageException {
        ImageHeader header = Headers.of(file);
        Frames frames = decoder.open(file, header);
        List<int[]> words = new ArrayList<>();
        List<Integer> delays = new ArrayList<>();
        for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
            words.add(PackedFrame.of(next.get().pixels()));
            delays.add(next.get().delayMillis());
        }
        return new Shown(header.size(), frames.plays(), words, delays);
    }

    /** A file of these frames. */
    public static byte[] written(AnimationEncoder encoder, Shown shown) throws ImageException {
        AnimationWriter writer = encoder.begin(shown.size(), shown.plays(), Encoding.of(90));
        for (int i = 0; i < shown.frames().size(); i++) {
            writer.add(new Frame(
                    pixels(shown.frames().get(i), shown.size()), shown.delays().get(i)));
        }
        return writer.finish();
    }

    /** Words as planes. */
    public static Pixels pixels(int[] words, Size size) {
        byte[] samples = new byte[4 * words.length];
        for (int i = 0; i < words.length; i++) {
            samples[4 * i] = (byte) (words[i] >> 16);
            samples[4 * i + 1] = (byte) (words[i] >> 8);
            samples[4 * i + 2] = (byte) words[i];
            samples[4 * i + 3] = (byte) (words[i] >>> 24);
        }
        return Plane.interleaved(Layout.RGB_ALPHA, samples, size.width(), size.height());
    }

    /** Rectangles of few colours that come and go, some of them holes; sometimes nothing happens. */
    public static Shown random(Random random) {
        Size size = new Size(1 + random.nextInt(40), 1 + random.nextInt(30));
        int[] canvas = new int[size.width() * size.height()];
        int count = 1 + random.nextInt(7);
        List<int[]> frames = new ArrayList<>();
        List<Integer> delays = new ArrayList<>();
        boolean holes = random.nextBoolean();
        java.util.Arrays.fill(canvas, holes ? 0 : 0xff336699);
        for (int i = 0; i < count; i++) {
            for (int rectangles = random.nextInt(3); rectangles > 0; rectangles--) {
                int color = holes && random.nextBoolean() ? 0 : 0xff000000 | 0x330022 * random.nextInt(6);
                fill(canvas, size, random, color);
            }
            frames.add(canvas.clone());
            delays.add(10 * (2 + random.nextInt(100)));
        }
        return new Shown(size, random.nextInt(3), frames, delays);
    }

    private static void fill(int[] canvas, Size size, Random random, int color) {
        int left = random.nextInt(size.width());
        int top = random.nextInt(size.height());
        int right = left + random.nextInt(size.width() - left) + 1;
        int bottom = top + random.nextInt(size.height() - top) + 1;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                canvas[y * size.width() + x] = color;
            }
        }
    }

    /** Whatever the bytes: frames of the size of the header, or a refusal. */
    public static void decodedOrRefused(AnimationDecoder decoder, byte[] file) {
        try {
            ImageHeader header = Headers.of(file);
            if (header.size().pixels() > MOST_PIXELS || header.format() != decoder.format()) {
                return;
            }
            Frames frames = decoder.open(file, header);
            Optional<Frame> next = frames.next();
            for (int i = 0; next.isPresent() && i < MOST_FRAMES; i++) {
                assertThat(next.get().pixels().width()).isEqualTo(header.size().width());
                next = frames.next();
            }
        } catch (ImageException refusal) {
            assertThat(refusal.problem()).isIn(REFUSALS);
            assertThat(refusal.getMessage()).endsWith(".");
        }
    }
}
