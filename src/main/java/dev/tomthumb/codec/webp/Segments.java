package dev.tomthumb.codec.webp;

/**
 * The up to four kinds of macroblocks that a frame tells apart (RFC 6386, section 9.3).
 *
 * @param used whether it does
 * @param absolute whether their numbers replace those of the frame, or are added to them
 * @param quantizers index of the quantizer of each
 * @param filters strength of the loop filter of each
 * @param tree probabilities by which macroblocks tell their segment; empty if they do not, which is the first then
 */
@SuppressWarnings("ArrayRecordComponent")
record Segments(boolean used, boolean absolute, int[] quantizers, int[] filters, byte[] tree) {
    static final int COUNT = 4;

    private static final byte[] NO_TREE = {};

    static Segments read(BoolReader header) {
        boolean used = header.flag();
        boolean mapped = used && header.flag();
        boolean numbered = used && header.flag();
        boolean absolute = !numbered || header.flag();
        int[] quantizers = new int[COUNT];
        int[] filters = new int[COUNT];
        if (numbered) {
            fill(quantizers, header, 7);
            fill(filters, header, 6);
        }
        return new Segments(used, absolute, quantizers, filters, mapped ? tree(header) : NO_TREE);
    }

    private static void fill(int[] numbers, BoolReader header, int length) {
        for (int i = 0; i < COUNT; i++) {
            numbers[i] = header.optional(length);
        }
    }

    private static byte[] tree(BoolReader header) {
        byte[] tree = new byte[COUNT - 1];
        for (int i = 0; i < tree.length; i++) {
            tree[i] = (byte) (header.flag() ? header.number(8) : 255);
        }
        return tree;
    }

    /** Index of a segment's quantizer, given that of the frame. */
    int quantizer(int segment, int ofFrame) {
        return own(quantizers, segment, ofFrame);
    }

    /** Strength of a segment's filter, given that of the frame. */
    int filter(int segment, int ofFrame) {
        return own(filters, segment, ofFrame);
    }

    private int own(int[] numbers, int segment, int ofFrame) {
        if (!used) {
            return ofFrame;
        }
        return absolute ? numbers[segment] : ofFrame + numbers[segment];
    }
}
