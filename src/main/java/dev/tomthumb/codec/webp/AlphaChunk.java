package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;

/** The alpha of a lossy picture (section 2.7.1.2). */
final class AlphaChunk {
    private static final int RAW = 0;
    private static final int LOSSLESS = 1;

    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    private AlphaChunk() {}

    /**
     * Its samples.
     *
     * @param size of the picture
     * @param lossless reads the file that a compressed alpha is made into
     */
    static Plane read(RiffChunk chunk, Size size, Decoder lossless) throws ImageException {
        if (chunk.length() < 1) {
            throw Refusals.endsEarly();
        }
        int head = chunk.bytes().u8(chunk.content());
        byte[] samples =
                switch (head & 3) {
                    case RAW -> raw(chunk, size);
                    case LOSSLESS -> decoded(chunk, size, lossless);
                    default -> throw Refusals.damaged("has an alpha that is compressed in an unknown way");
                };
        reconstruct(samples, size, head >> 2 & 3);
        return new Plane(size.width(), size.height(), samples, 0, 1, size.width());
    }

    private static byte[] raw(RiffChunk chunk, Size size) throws ImageException {
        if (chunk.length() - 1 < size.pixels()) {
            throw Refusals.endsEarly();
        }
        return chunk.bytes().bytes(chunk.content() + 1, size.pixels());
    }

    /** A lossless picture without its header, whose green is the alpha. */
    private static byte[] decoded(RiffChunk chunk, Size size, Decoder lossless) throws ImageException {
        RiffOutput out = new RiffOutput();
        int length = (int) chunk.length() - 1;
        out.head("VP8L", length + 5);
        out.number(0x2f, 1);
        out.number(size.width() - 1 | size.height() - 1 << 14, 4);
        out.whole(chunk.bytes().bytes(chunk.content() + 1, length));
        if ((length & 1) == 0) {
            out.number(0, 1);
        }
        byte[] file = out.finish();
        Pixels pixels = lossless.decode(file, WebpHeader.read(file).header());
        Plane green = pixels.colors().get(pixels.colors().size() / 2);
        byte[] samples = new byte[(int) size.pixels()];
        byte[] row = new byte[size.width()];
        for (int y = 0; y < size.height(); y++) {
            green.readRow(y, row);
            System.arraycopy(row, 0, samples, y * row.length, row.length);
        }
        return samples;
    }

    private static void reconstruct(byte[] alpha, Size size, int filter) {
        if (filter == 0) {
            return;
        }
        int width = size.width();
        for (int x = 1; x < width; x++) {
            alpha[x] += alpha[x - 1];
        }
        for (int from = width; from < alpha.length; from += width) {
            switch (filter) {
                case HORIZONTAL -> horizontal(alpha, from, width);
                case VERTICAL -> vertical(alpha, from, width);
                case GRADIENT -> gradient(alpha, from, width);
                default -> throw new IllegalArgumentException("filter " + filter);
            }
        }
    }

    private static void horizontal(byte[] alpha, int from, int width) {
        alpha[from] += alpha[from - width];
        for (int at = from + 1; at < from + width; at++) {
            alpha[at] += alpha[at - 1];
        }
    }

    private static void vertical(byte[] alpha, int from, int width) {
        for (int at = from; at < from + width; at++) {
            alpha[at] += alpha[at - width];
        }
    }

    private static void gradient(byte[] alpha, int from, int width) {
        alpha[from] += alpha[from - width];
        for (int at = from + 1; at < from + width; at++) {
            int left = alpha[at - 1] & 0xff;
            int above = alpha[at - width] & 0xff;
            int corner = alpha[at - width - 1] & 0xff;
            alpha[at] += (byte) Math.max(0, Math.min(255, left + above - corner));
        }
    }
}
