package dev.tomthumb.codec.ico;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;

/**
 * A BMP as it stands in an icon: BITMAPINFOHEADER, palette, rows from the bottom up, and behind them a mask of one bit
 * per pixel, 1 where the icon is transparent. With 32 bits per pixel the fourth byte is alpha, and the mask counts only if
 * all of those are 0.
 */
final class IconBitmap {
    private static final int BLUE_GREEN_RED = 3;

    private final ByteReader bytes;
    private final Size size;
    private final int bits;
    private final long palette;
    private final int colors;
    private final long rows;
    private final long rowBytes;

    IconBitmap(ByteReader bytes, Size size) throws ImageException {
        this.bytes = bytes;
        this.size = size;
        this.bits = bytes.u16(14);
        long compression = bytes.u32(16);
        // With bit fields, 32 bits, the masks are those of blue, green and red in every icon there is.
        if (compression != 0 && !(compression == BLUE_GREEN_RED && bits == 32)) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT, "The original is an ICO with a compressed BMP in it; PNG is accepted.");
        }
        this.colors = colors();
        this.palette = bytes.u32(0);
        this.rows = palette + (compression == BLUE_GREEN_RED ? 12 : 0) + 4L * colors;
        this.rowBytes = ((long) size.width() * bits + 31) / 32 * 4;
        if (!bytes.has(rows, rowBytes * size.height())) {
            throw bytes.damaged("it ends before its last pixel");
        }
    }

    private int colors() throws ImageException {
        return switch (bits) {
            case 1, 4, 8 -> {
                long used = bytes.u32(32);
                yield used == 0 || used > 1 << bits ? 1 << bits : (int) used;
            }
            case 16, 24, 32 -> 0;
            default -> throw bytes.damaged("a BMP has no " + bits + " bits per pixel");
        };
    }

    Pixels pixels() throws ImageException {
        byte[] samples = new byte[Math.toIntExact(4 * size.pixels())];
        boolean alpha = false;
        for (int y = 0; y < size.height(); y++) {
            long row = rows + rowBytes * (size.height() - 1 - y);
            for (int x = 0, at = 4 * y * size.width(); x < size.width(); x++, at += 4) {
                int word = word(row, x);
                samples[at] = (byte) (word >> 16);
                samples[at + 1] = (byte) (word >> 8);
                samples[at + 2] = (byte) word;
                samples[at + 3] = (byte) (word >>> 24);
                alpha |= word >>> 24 != 0;
            }
        }
        if (!alpha) {
            mask(samples);
        }
        return Plane.interleaved(Layout.RGB_ALPHA, samples, size.width(), size.height());
    }

    /** {@code 0xAARRGGBB}; alpha is 0 where there is none. */
    private int word(long row, int x) throws ImageException {
        return switch (bits) {
            case 32 -> (int) bytes.u32(row + 4L * x);
            case 24 -> bytes.u24(row + 3L * x);
            case 16 -> expanded(bytes.u16(row + 2L * x));
            default -> color(index(row, x));
        };
    }

    private int index(long row, int x) throws ImageException {
        int perByte = 8 / bits;
        int packed = bytes.u8(row + x / perByte);
        return packed >> 8 - bits - bits * (x % perByte) & (1 << bits) - 1;
    }

    /** An index beyond the palette is a damaged file; it is shown black. */
    private int color(int index) throws ImageException {
        return index < colors ? bytes.u24(palette + 4L * index) : 0;
    }

    /** Five bits each, spread over eight. */
    private static int expanded(int word) {
        int red = word >> 10 & 31;
        int green = word >> 5 & 31;
        int blue = word & 31;
        return (red << 3 | red >> 2) << 16 | (green << 3 | green >> 2) << 8 | blue << 3 | blue >> 2;
    }

    /** Files without a mask, or half of one, are opaque there. */
    private void mask(byte[] samples) throws ImageException {
        long maskRow = (size.width() + 31L) / 32 * 4;
        long mask = rows + rowBytes * size.height();
        for (int y = 0; y < size.height(); y++) {
            long row = mask + maskRow * (size.height() - 1 - y);
            boolean there = bytes.has(row, maskRow);
            for (int x = 0, at = 4 * y * size.width() + 3; x < size.width(); x++, at += 4) {
                boolean hidden = there && (bytes.u8(row + x / 8) >> 7 - x % 8 & 1) != 0;
                samples[at] = (byte) (hidden ? 0 : 255);
            }
        }
    }
}
