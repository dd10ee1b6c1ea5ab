package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;

/** The pixels of an image, coded by prefix codes and references back (section 3.6), packed as ARGB. */
final class LosslessPixels {
    /**
     * What a picture's codes may take: each part of 4x4 pixels may have some of its own, of thousands of bytes. Encoders
     * have a few hundred at most.
     */
    static final int CODE_BYTES_PER_PIXEL = 8;

    static final int CODE_BYTES = 2 << 20;

    private static final int LONGEST_CACHE_BITS = 11;
    private static final int LENGTH_CODES_END = PrefixGroup.LITERALS + PrefixGroup.LENGTHS;

    /** Short distances (section 3.6.2.2): the row above in the upper four bits, 8 minus the column in the lower ones. */
    private static final byte[] NEIGHBOURS = Numbers.of(120, """
            24 7 23 25 40 6 39 41 22 26 38 42
            56 5 55 57 21 27 54 58 37 43 72 4
            71 73 20 28 53 59 70 74 36 44 88 69
            75 52 60 3 87 89 19 29 86 90 35 45
            68 76 85 91 51 61 104 2 103 105 18 30
            102 106 34 46 84 92 67 77 101 107 50 62
            120 1 119 121 83 93 17 31 100 108 66 78
            118 122 33 47 117 123 49 63 99 109 82 94
            0 116 124 65 79 16 32 98 110 48 115 125
            81 95 64 114 126 97 111 80 113 127 96 112
            """);

    private final LosslessBits in;
    private final int width;
    private final int height;
    private final ColorCache cache;
    private final int[] pixels;

    private LosslessPixels(LosslessBits in, int width, int height) throws ImageException {
        this.in = in;
        this.width = width;
        this.height = height;
        this.cache = new ColorCache(cacheBits(in));
        this.pixels = new int[width * height];
    }

    private static int cacheBits(LosslessBits in) throws ImageException {
        if (!in.flag()) {
            return 0;
        }
        int bits = in.number(4);
        if (bits < 1 || bits > LONGEST_CACHE_BITS) {
            throw Refusals.damaged("has a cache of colours of an unknown size");
        }
        return bits;
    }

    /** An image that belongs to the coding of another one: it has the same codes everywhere. */
    static int[] inner(LosslessBits in, int width, int height) throws ImageException {
        LosslessPixels image = new LosslessPixels(in, width, height);
        PrefixGroup group = PrefixGroup.read(in, image.cache.size());
        return image.read(new CodeMap(0, 1, new int[] {0}, new PrefixGroup[] {group}));
    }

    /** The picture itself, whose parts may have codes of their own (section 3.7.2.2). */
    static int[] picture(LosslessBits in, int width, int height) throws ImageException {
        LosslessPixels image = new LosslessPixels(in, width, height);
        return image.read(CodeMap.read(in, width, height, image.cache.size()));
    }

    private int[] read(CodeMap codes) throws ImageException {
        int at = 0;
        while (at < pixels.length) {
            int x = at % width;
            int y = at / width;
            int end = at - x + Math.min(width, codes.endOfPart(x));
            at = readPart(codes.group(x, y), at, end);
            in.requireMore();
        }
        return pixels;
    }

    /** Reads to the end of a part's row, or beyond it if a copy goes so far; returns where it is then. */
    private int readPart(PrefixGroup group, int from, int end) throws ImageException {
        int at = from;
        while (at < end) {
            in.fill();
            int code = group.green().read(in);
            int next = at + 1;
            if (code < PrefixGroup.LITERALS) {
                pixels[at] = literal(group, code);
            } else if (code < LENGTH_CODES_END) {
                next = at + extended(code - PrefixGroup.LITERALS);
                copy(at, next, distance(group));
            } else {
                pixels[at] = cache.get(code - LENGTH_CODES_END);
            }
            cache.put(pixels, at, next);
            at = next;
        }
        return at;
    }

    private int literal(PrefixGroup group, int green) {
        int red = group.red().read(in);
        in.fill();
        int blue = group.blue().read(in);
        int alpha = group.alpha().read(in);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private int distance(PrefixGroup group) {
        in.fill();
        int distance = extended(group.distance().read(in));
        if (distance > NEIGHBOURS.length) {
            return distance - NEIGHBOURS.length;
        }
        int place = NEIGHBOURS[distance - 1];
        return Math.max(1, (place >> 4) * width + 8 - (place & 15));
    }

    /** A length or distance, which is a code for its magnitude and bits behind (section 3.6.2.2). */
    private int extended(int code) {
        if (code < 4) {
            return code + 1;
        }
        int extra = code - 2 >> 1;
        return (2 + (code & 1) << extra) + in.number(extra) + 1;
    }

    private void copy(int at, int end, int distance) throws ImageException {
        if (distance > at || end > pixels.length) {
            throw Refusals.damaged("refers to pixels that are not there");
        }
        for (int to = at; to < end; to++) {
            pixels[to] = pixels[to - distance];
        }
    }
}
