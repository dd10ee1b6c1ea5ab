package dev.tomthumb.codec.bmp;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** BMP of 24 bits per pixel without compression, rows from the bottom up: what every reader knows. */
public final class BmpEncoder implements Encoder {
    private static final int MAX_SIDE = 65_535;
    private static final int HEAD_BYTES = 14 + 40;
    private static final short BITS_PER_PIXEL = 24;
    /** 72 dots per inch. */
    private static final int DOTS_PER_METRE = 2835;

    @Override
    public ImageFormat format() {
        return ImageFormat.BMP;
    }

    @Override
    public long memory(Size size) {
        return HEAD_BYTES + rowBytes(size.width()) * size.height() + 3L * size.width();
    }

    /** Three bytes per pixel, up to a multiple of four. */
    private static long rowBytes(int width) {
        return (3L * width + 3) / 4 * 4;
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        int width = pixels.width();
        int height = pixels.height();
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw unfit("A BMP is at most " + MAX_SIDE + " pixels wide and high", pixels);
        }
        long rowBytes = rowBytes(width);
        if (HEAD_BYTES + rowBytes * height > Integer.MAX_VALUE - 8) {
            throw unfit("A BMP is at most 2 GB long", pixels);
        }
        byte[] file = head(width, height, (int) rowBytes * height);
        List<Plane> colors = pixels.colors();
        byte[] row = new byte[width];
        for (int channel = 0; channel < 3; channel++) {
            Plane plane = colors.get(Math.min(channel, colors.size() - 1));
            for (int y = 0; y < height; y++) {
                plane.readRow(y, row);
                // Blue, green, red.
                int at = HEAD_BYTES + (int) rowBytes * (height - 1 - y) + 2 - channel;
                for (int x = 0; x < width; x++, at += 3) {
                    file[at] = row[x];
                }
            }
        }
        return file;
    }

    private static byte[] head(int width, int height, int rows) {
        ByteBuffer file = ByteBuffer.allocate(HEAD_BYTES + rows).order(ByteOrder.LITTLE_ENDIAN);
        file.put("BM".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEAD_BYTES + rows)
                .putInt(0)
                .putInt(HEAD_BYTES);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort(BITS_PER_PIXEL);
        file.putInt(0)
                .putInt(rows)
                .putInt(DOTS_PER_METRE)
                .putInt(DOTS_PER_METRE)
                .putInt(0)
                .putInt(0);
        return file.array();
    }

    private static ImageException unfit(String limit, Pixels pixels) {
        return new ImageException(
                Problem.UNSUPPORTED_OUTPUT,
                limit + "; asked was " + new Size(pixels.width(), pixels.height())
                        + ". Ask for a smaller size or another format.");
    }
}
