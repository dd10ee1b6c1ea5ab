package dev.tomthumb.codec.webp;

/** From coefficients to samples, exactly as every decoder must do it (RFC 6386, section 14). */
final class InverseTransform {
    /** sqrt(2) * cos(pi/8) - 1 and sqrt(2) * sin(pi/8) in units of 1 / 65536. */
    private static final int COSINE = 20_091;

    private static final int SINE = 35_468;

    private InverseTransform() {}

    /**
     * The means of 16 blocks from the block they have of their own (Walsh-Hadamard, section 14.3).
     *
     * @param block 16 coefficients from {@code from}
     * @param means each becomes the first of the 16 coefficients of its block, from 0
     */
    static void means(short[] block, int from, short[] means) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int outer = block[from + i] + block[from + 12 + i];
            int inner = block[from + 4 + i] + block[from + 8 + i];
            int innerDifference = block[from + 4 + i] - block[from + 8 + i];
            int outerDifference = block[from + i] - block[from + 12 + i];
            half[i] = outer + inner;
            half[8 + i] = outer - inner;
            half[4 + i] = outerDifference + innerDifference;
            half[12 + i] = outerDifference - innerDifference;
        }
        for (int i = 0; i < 16; i += 4) {
            int outer = half[i] + half[i + 3] + 3;
            int inner = half[i + 1] + half[i + 2];
            int innerDifference = half[i + 1] - half[i + 2];
            int outerDifference = half[i] - half[i + 3] + 3;
            means[16 * i] = (short) (outer + inner >> 3);
            means[16 * (i + 1)] = (short) (outerDifference + innerDifference >> 3);
            means[16 * (i + 2)] = (short) (outer - inner >> 3);
            means[16 * (i + 3)] = (short) (outerDifference - innerDifference >> 3);
        }
    }

    /** Adds a block that has only its mean to the 4x4 samples at {@code at}. */
    static void addMean(int coefficient, byte[] samples, int at, int stride) {
        int mean = coefficient + 4 >> 3;
        for (int y = 0, row = at; y < 4; y++, row += stride) {
            add(samples, row, mean);
            add(samples, row + 1, mean);
            add(samples, row + 2, mean);
            add(samples, row + 3, mean);
        }
    }

    /**
     * Adds a block to the 4x4 samples at {@code at} (section 14.4).
     *
     * @param block 16 coefficients from {@code from}, row by row
     * @param half room for 16 numbers
     */
    static void add(short[] block, int from, int[] half, byte[] samples, int at, int stride) {
        for (int i = 0; i < 4; i++) {
            int first = block[from + i];
            int second = block[from + 4 + i];
            int third = block[from + 8 + i];
            int fourth = block[from + 12 + i];
            int even = first + third;
            int odd = first - third;
            int c = sine(second) - cosine(fourth);
            int d = cosine(second) + sine(fourth);
            half[i] = even + d;
            half[4 + i] = odd + c;
            half[8 + i] = odd - c;
            half[12 + i] = even - d;
        }
        for (int y = 0, row = at; y < 16; y += 4, row += stride) {
            int even = half[y] + half[y + 2] + 4;
            int odd = half[y] - half[y + 2] + 4;
            int c = sine(half[y + 1]) - cosine(half[y + 3]);
            int d = cosine(half[y + 1]) + sine(half[y + 3]);
            add(samples, row, even + d >> 3);
            add(samples, row + 1, odd + c >> 3);
            add(samples, row + 2, odd - c >> 3);
            add(samples, row + 3, even - d >> 3);
        }
    }

    private static int cosine(int value) {
        return (value * COSINE >> 16) + value;
    }

    private static int sine(int value) {
        return value * SINE >> 16;
    }

    private static void add(byte[] samples, int at, int difference) {
        samples[at] = (byte) Math.max(0, Math.min(255, (samples[at] & 0xff) + difference));
    }
}
