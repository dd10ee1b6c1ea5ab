package dev.tomthumb.codec.tiff;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.List;

/**
 * TIFF of 8 or 16 bits per sample, grey or RGB, with alpha beside the colours; deflated after a horizontal difference, so nothing
 * is lost whatever the quality.
 */
public final class TiffEncoder implements Encoder {
    private static final int MAX_SIDE = 1 << 24;
    /** Rows are deflated in strips of about so many bytes (section 3: about 8 kB; larger ones deflate better). */
    private static final int STRIP_BYTES = 1 << 16;

    private static final int HEAD_BYTES = 1 << 12;

    private final int level;

    /** @param level how hard it is compressed, 1..9 */
    public TiffEncoder(int level) {
        this.level = level;
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.TIFF;
    }

    @Override
    public boolean embedsProfile() {
        return true;
    }

    @Override
    public boolean keepsDepth() {
        return true;
    }

    /** The file, twice at its end, in a buffer up to twice as long; strips; two numbers for each of them. */
    @Override
    public long memory(Size size) {
        long raw = 4 * size.pixels();
        return 4 * (raw + raw / 1000)
                + 32L * size.height()
                + 16L * size.width()
                + 2 * STRIP_BYTES
                + HEAD_BYTES
                + (1 << 19);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        if (size.width() > MAX_SIDE || size.height() > MAX_SIDE) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A TIFF is at most " + MAX_SIDE + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
        int count = pixels.planes().size();
        int sampleBytes = pixels.isDeep() ? 2 : 1;
        long rowBytes = (long) size.width() * count * sampleBytes;
        int rowsPerStrip = (int) Math.max(1, Math.min(size.height(), STRIP_BYTES / rowBytes));
        TiffOutput out = new TiffOutput(level);
        byte[] strip = new byte[Math.toIntExact(rowBytes * rowsPerStrip)];
        for (int top = 0; top < size.height(); top += rowsPerStrip) {
            int rows = Math.min(rowsPerStrip, size.height() - top);
            for (int i = 0; i < rows; i++) {
                if (pixels.isDeep()) {
                    deepDifferences(pixels.planes(), top + i, strip, (int) rowBytes * i);
                } else {
                    differences(pixels.planes(), top + i, strip, (int) rowBytes * i);
                }
            }
            out.strip(strip, (int) rowBytes * rows);
        }
        return out.finish(size, pixels.layout(), sampleBytes * Byte.SIZE, rowsPerStrip, encoding);
    }

    /** The same with samples of 16 bits, as numbers and not as bytes; the file's order is the less significant byte first. */
    private static void deepDifferences(List<Plane> planes, int y, byte[] target, int from) {
        int width = planes.get(0).width();
        for (int i = 0; i < planes.size(); i++) {
            int left = 0;
            for (int x = 0, at = from + 2 * i; x < width; x++, at += 2 * planes.size()) {
                int sample = planes.get(i).stored(x, y);
                target[at] = (byte) (sample - left);
                target[at + 1] = (byte) (sample - left >> 8);
                left = sample;
            }
        }
    }

    /** Every sample less the one of its kind to the left (section 14). */
    private static void differences(List<Plane> planes, int y, byte[] target, int from) {
        byte[] row = new byte[planes.get(0).width()];
        for (int i = 0; i < planes.size(); i++) {
            planes.get(i).readRow(y, row);
            byte left = 0;
            for (int x = 0, at = from + i; x < row.length; x++, at += planes.size()) {
                target[at] = (byte) (row[x] - left);
                left = row[x];
            }
        }
    }
}
