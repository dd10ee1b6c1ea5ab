package dev.tomthumb.codec.webp;

/**
 * How strongly a macroblock's edges are smoothed (RFC 6386, section 15.2).
 *
 * @param inner most that samples may differ across an edge between blocks; 0 if nothing is smoothed
 * @param macro the same for edges between macroblocks
 * @param interior most that neighbours on one side of an edge may differ
 * @param high from what difference on the edge is taken to be one of the picture
 */
record FilterStrength(int inner, int macro, int interior, int high) {
    static final FilterStrength NONE = new FilterStrength(0, 0, 0, 0);

    private static final int HIGHEST = 63;
    /** Deltas by reference frame; the first is that of a key frame. */
    private static final int REFERENCES = 4;

    private static final int MODES = 4;

    /** What a frame says about its filter (section 9.4 and 9.6). */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(boolean simple, FilterStrength[] strengths) {
        /** Of a macroblock. The kind is twice its segment, and 1 more if its luma is predicted block by block. */
        FilterStrength of(int kind) {
            return strengths[kind];
        }
    }

    static Frame read(BoolReader header, Segments segments) {
        boolean simple = header.flag();
        int level = header.number(6);
        int sharpness = header.number(3);
        int ofKeyFrame = 0;
        int ofBlocks = 0;
        boolean differs = header.flag();
        boolean updated = differs && header.flag();
        if (updated) {
            ofKeyFrame = firstOf(REFERENCES, header);
            ofBlocks = firstOf(MODES, header);
        }
        FilterStrength[] strengths = new FilterStrength[2 * Segments.COUNT];
        for (int i = 0; i < Segments.COUNT; i++) {
            int own = segments.filter(i, level) + ofKeyFrame;
            strengths[2 * i] = level == 0 ? NONE : of(own, sharpness);
            strengths[2 * i + 1] = level == 0 ? NONE : of(own + ofBlocks, sharpness);
        }
        return new Frame(simple, strengths);
    }

    private static int firstOf(int count, BoolReader header) {
        int first = header.optional(6);
        for (int i = 1; i < count; i++) {
            header.optional(6);
        }
        return first;
    }

    private static FilterStrength of(int wanted, int sharpness) {
        int level = Math.max(0, Math.min(HIGHEST, wanted));
        if (level == 0) {
            return NONE;
        }
        int interior = level;
        if (sharpness > 0) {
            interior = Math.min(9 - sharpness, level >> (sharpness > 4 ? 2 : 1));
        }
        interior = Math.max(1, interior);
        int inner = 2 * level + interior;
        return new FilterStrength(inner, inner + 4, interior, level >= 40 ? 2 : level >= 15 ? 1 : 0);
    }
}
