package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.Plane;
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
     * @param file in which the chunk lies
     * @param size of the picture
     */
    static Plane read(byte[] file, RiffChunk chunk, Size size) throws ImageException {
        if (chunk.length() < 1) {
            throw Refusals.endsEarly();
        }
        int head = chunk.bytes().u8(chunk.content());
        int from = (int) chunk.content() + 1;
        byte[] samples = switch (head & 3) {
            case RAW -> raw(chunk, size);
            case LOSSLESS -> LosslessDecoder.green(file, from, (int) (chunk.content() + chunk.length()), size);
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
