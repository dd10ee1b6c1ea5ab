package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;

/**
 * The header of a key frame (RFC 6386, sections 9 and 19.2).
 *
 * @param size in pixels
 * @param segmentTree see {@link Segments#tree}
 * @param filter of edges
 * @param quantizers of each segment
 * @param tokens see {@link TokenProbabilities}
 * @param skips whether macroblocks say that they have no coefficients
 * @param skipProbability of saying that they have some
 * @param modes the rest of the first partition
 * @param partitions those of the coefficients; rows of macroblocks take turns
 */
@SuppressWarnings("ArrayRecordComponent")
record Vp8Header(
        Size size,
        byte[] segmentTree,
        FilterStrength.Frame filter,
        Quantizer[] quantizers,
        byte[] tokens,
        boolean skips,
        int skipProbability,
        BoolReader modes,
        BoolReader[] partitions) {
    private static final int HEAD_BYTES = 10;
    private static final int HIGHEST_VERSION = 3;

    /**
     * Reads what lies in {@code file} from {@code from} to before {@code end}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if it is no key frame, is not shown, has no pixels, or ends inside its header
     */
    static Vp8Header read(byte[] file, int from, int end) throws ImageException {
        if (end - from < HEAD_BYTES) {
            throw Refusals.endsEarly();
        }
        int head = u24(file, from);
        if ((head & 1) != 0 || u24(file, from + 3) != 0x2a019d) {
            throw Refusals.damaged("does not begin with a key frame");
        }
        if ((head >> 1 & 7) > HIGHEST_VERSION || (head >> 4 & 1) == 0) {
            throw Refusals.damaged("has a frame that is not to be shown");
        }
        int first = from + HEAD_BYTES;
        int second = first + (head >> 5);
        if (second > end) {
            throw Refusals.endsEarly();
        }
        int width = u24(file, from + 6) & 0x3fff;
        int height = u24(file, from + 7) >> 8 & 0x3fff;
        if (width == 0 || height == 0) {
            throw Refusals.damaged("has no pixels");
        }
        return read(new Size(width, height), new BoolReader(file, first, second), file, second, end);
    }

    private static Vp8Header read(Size size, BoolReader header, byte[] file, int from, int end) throws ImageException {
        // Colour space, and whether clamping is needed: there is one space, and clamping does no harm.
        header.number(2);
        Segments segments = Segments.read(header);
        FilterStrength.Frame filter = FilterStrength.read(header, segments);
        BoolReader[] partitions = partitions(1 << header.number(2), file, from, end);
        Quantizer[] quantizers = Quantizer.read(header, segments);
        // Whether the probabilities are kept for frames to come, of which there are none.
        header.flag();
        byte[] tokens = TokenProbabilities.read(header);
        boolean skips = header.flag();
        int skipProbability = skips ? header.number(8) : 0;
        if (header.exhausted()) {
            throw Refusals.endsEarly();
        }
        return new Vp8Header(
                size, segments.tree(), filter, quantizers, tokens, skips, skipProbability, header, partitions);
    }

    /** Section 9.5: the lengths of all but the last one, then all of them. */
    private static BoolReader[] partitions(int count, byte[] file, int lengths, int end) throws ImageException {
        int at = lengths + 3 * (count - 1);
        BoolReader[] partitions = new BoolReader[count];
        for (int i = 0; i < count; i++) {
            if (at >= end) {
                throw Refusals.endsEarly();
            }
            boolean last = i == count - 1;
            int next = last ? end : Math.min(end, at + u24(file, lengths + 3 * i));
            partitions[i] = new BoolReader(file, at, next);
            at = next;
        }
        return partitions;
    }

    private static int u24(byte[] file, int at) {
        return file[at] & 0xff | (file[at + 1] & 0xff) << 8 | (file[at + 2] & 0xff) << 16;
    }

    /** Macroblocks in a row. */
    int columns() {
        return size.width() + 15 >> 4;
    }

    /** Rows of macroblocks. */
    int rows() {
        return size.height() + 15 >> 4;
    }
}
