package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Decodes a lossless picture (section 3). */
final class LosslessDecoder {
    private static final int HEAD_BYTES = 5;
    private static final int SIGNATURE = 0x2f;
    private static final int SIDE_BITS = 14;
    private static final int VERSION_BITS = 3;
    private static final int TRANSFORMS = 4;

    /**
     * Pixels, once more while a palette is looked up, planes, images of the coding: each has a pixel for 16, and there
     * are at most three beside codes.
     */
    private static final int BYTES_PER_PIXEL = 4 + 4 + 4 + 1;

    private LosslessDecoder() {}

    /** An upper bound of the bytes that decoding takes, the result included. */
    static long memory(Size size) {
        return (BYTES_PER_PIXEL + LosslessPixels.CODE_BYTES_PER_PIXEL) * size.pixels() + LosslessPixels.CODE_BYTES;
    }

    /**
     * Planes of red, green, blue and alpha of the picture in {@code file} from {@code from} to before {@code end}.
     *
     * @param expected its size
     * @param alpha whether there may be an alpha plane; there is none if the picture itself says that it is opaque
     * @throws ImageException {@code BROKEN_IMAGE}, also if it is of another size
     */
    static List<Plane> planes(byte[] file, int from, int end, Size expected, boolean alpha) throws ImageException {
        if (end - from < HEAD_BYTES) {
            throw Refusals.endsEarly();
        }
        LosslessBits in = new LosslessBits(file, from, end);
        if (in.number(8) != SIGNATURE) {
            throw Refusals.damaged("has lossless data without a signature");
        }
        Size size = new Size(in.number(SIDE_BITS) + 1, in.number(SIDE_BITS) + 1);
        if (!size.equals(expected)) {
            throw Refusals.damaged("says " + expected + " in its header and " + size + " in its pixels");
        }
        boolean transparent = in.flag();
        if (in.number(VERSION_BITS) != 0) {
            throw Refusals.damaged("has lossless data of an unknown version");
        }
        int[] pixels = pixels(in, size);
        return alpha && transparent
                ? List.of(
                        plane(pixels, size, 16),
                        plane(pixels, size, 8),
                        plane(pixels, size, 0),
                        plane(pixels, size, 24))
                : List.of(plane(pixels, size, 16), plane(pixels, size, 8), plane(pixels, size, 0));
    }

    /** The green of a picture without a header. */
    static byte[] green(byte[] file, int from, int end, Size size) throws ImageException {
        return samples(pixels(new LosslessBits(file, from, end), size), 8);
    }

    private static int[] pixels(LosslessBits in, Size size) throws ImageException {
        Deque<LosslessTransform> transforms = new ArrayDeque<>();
        int width = size.width();
        boolean[] met = new boolean[TRANSFORMS];
        while (in.flag()) {
            int kind = in.number(2);
            if (met[kind]) {
                throw Refusals.damaged("was transformed twice in the same way");
            }
            met[kind] = true;
            LosslessTransform transform = LosslessTransform.read(in, kind, width, size.height());
            transforms.push(transform);
            width = transform.width();
        }
        int[] pixels = LosslessPixels.picture(in, width, size.height());
        for (LosslessTransform transform : transforms) {
            pixels = transform.undo(pixels);
        }
        return pixels;
    }

    private static Plane plane(int[] pixels, Size size, int shift) {
        return new Plane(size.width(), size.height(), samples(pixels, shift), 0, 1, size.width());
    }

    private static byte[] samples(int[] pixels, int shift) {
        byte[] samples = new byte[pixels.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (pixels[i] >> shift);
        }
        return samples;
    }
}
