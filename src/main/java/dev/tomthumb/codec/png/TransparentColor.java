package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Layout;
import java.util.Arrays;

/**
 * Grey or RGB of which one colour is transparent (section 11.3.1.1): alpha is made, nothing for that colour, full for
 * others.
 */
final class TransparentColor implements Samples {
    private final Samples opaque;
    private final PixelFormat format;
    /** The colour as a pixel stores it: for less than 8 bits as one sample in the full range. */
    private final byte[] key;

    private TransparentColor(Samples opaque, PixelFormat format, byte[] key) {
        this.opaque = opaque;
        this.format = format;
        this.key = key;
    }

    /**
     * @param transparency two bytes for each sample, of which as many bits count as a sample has
     * @param deep whether 16 bits stay 16 bits
     */
    static TransparentColor of(PixelFormat format, byte[] transparency, boolean deep) {
        return switch (format.depth()) {
            case 16 -> new TransparentColor(Samples.deep(format, deep), format, transparency);
            case 8 -> new TransparentColor(new Stored(format.type().layout(), 1), format, lowerBytes(transparency));
            default -> new TransparentColor(new PackedGrey(format.depth()), format, stretched(format, transparency));
        };
    }

    private static byte[] lowerBytes(byte[] transparency) {
        byte[] lower = new byte[transparency.length / 2];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = transparency[2 * i + 1];
        }
        return lower;
    }

    private static byte[] stretched(PixelFormat format, byte[] transparency) {
        int most = (1 << format.depth()) - 1;
        return new byte[] {(byte) ((transparency[1] & most) * (255 / most))};
    }

    @Override
    public Layout layout() {
        return opaque.layout().withAlpha();
    }

    @Override
    public int bytes() {
        return opaque.bytes();
    }

    @Override
    public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
        int colors = opaque.pixelBytes();
        int pixelBytes = pixelBytes();
        opaque.unpack(row, from, pixels, samples, to);
        boolean packed = format.depth() < 8;
        int step = packed ? 1 : key.length;
        // From the right, so that no sample is overwritten before it has moved.
        for (int i = pixels - 1; i >= 0; i--) {
            boolean hidden = packed ? samples[to + i] == key[0] : isKey(row, from + i * step);
            int at = to + i * pixelBytes;
            System.arraycopy(samples, to + i * colors, samples, at, colors);
            Arrays.fill(samples, at + colors, at + pixelBytes, (byte) (hidden ? 0 : 255));
        }
    }

    private boolean isKey(byte[] row, int at) {
        return Arrays.equals(row, at, at + key.length, key, 0, key.length);
    }
}
