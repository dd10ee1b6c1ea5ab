package dev.tomthumb.codec.webp;

/** Smooths along one edge (RFC 6386, sections 15.2 and 15.3). */
final class EdgeFilter {
    private EdgeFilter() {}

    /**
     * Of the simple filter: one sample on both sides.
     *
     * @param at the first sample behind the edge
     * @param across from a sample to the next across the edge
     * @param along the same along the edge
     * @param count samples along the edge
     * @param limit most that samples may differ
     */
    static void simple(byte[] samples, int at, int across, int along, int count, int limit) {
        for (int i = 0, q = at; i < count; i++, q += along) {
            int p1 = samples[q - 2 * across] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + across] & 0xff;
            if (isSmooth(p1, p0, q0, q1, limit)) {
                one(samples, q, across, p1, p0, q0, q1);
            }
        }
    }

    /** An edge between macroblocks; up to three samples on both sides. */
    static void macro(byte[] samples, int at, int across, int along, int count, FilterStrength strength) {
        int limit = strength.macro();
        int interior = strength.interior();
        int high = strength.high();
        for (int i = 0, q = at; i < count; i++, q += along) {
            int p1 = samples[q - 2 * across] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + across] & 0xff;
            if (isSmooth(p1, p0, q0, q1, limit) && isCalm(samples, q, across, interior)) {
                if (Math.abs(p1 - p0) > high || Math.abs(q1 - q0) > high) {
                    one(samples, q, across, p1, p0, q0, q1);
                } else {
                    three(samples, q, across, p1, p0, q0, q1);
                }
            }
        }
    }

    /** An edge between blocks; up to two samples on both sides. */
    static void inner(byte[] samples, int at, int across, int along, int count, FilterStrength strength) {
        int limit = strength.inner();
        int interior = strength.interior();
        int high = strength.high();
        for (int i = 0, q = at; i < count; i++, q += along) {
            int p1 = samples[q - 2 * across] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q0 = samples[q] & 0xff;
            int q1 = samples[q + across] & 0xff;
            if (isSmooth(p1, p0, q0, q1, limit) && isCalm(samples, q, across, interior)) {
                if (Math.abs(p1 - p0) > high || Math.abs(q1 - q0) > high) {
                    one(samples, q, across, p1, p0, q0, q1);
                } else {
                    two(samples, q, across, p1, p0, q0, q1);
                }
            }
        }
    }

    private static boolean isSmooth(int p1, int p0, int q0, int q1, int limit) {
        return 4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) <= 2 * limit + 1;
    }

    private static boolean isCalm(byte[] samples, int q, int across, int interior) {
        int p3 = samples[q - 4 * across] & 0xff;
        int p2 = samples[q - 3 * across] & 0xff;
        int p1 = samples[q - 2 * across] & 0xff;
        int p0 = samples[q - across] & 0xff;
        int q0 = samples[q] & 0xff;
        int q1 = samples[q + across] & 0xff;
        int q2 = samples[q + 2 * across] & 0xff;
        int q3 = samples[q + 3 * across] & 0xff;
        return Math.abs(p3 - p2) <= interior
                && Math.abs(p2 - p1) <= interior
                && Math.abs(p1 - p0) <= interior
                && Math.abs(q3 - q2) <= interior
                && Math.abs(q2 - q1) <= interior
                && Math.abs(q1 - q0) <= interior;
    }

    private static void one(byte[] samples, int q, int across, int p1, int p0, int q0, int q1) {
        int a = 3 * (q0 - p0) + signed(p1 - q1);
        samples[q - across] = unsigned(p0 + (signed(a + 3) >> 3));
        samples[q] = unsigned(q0 - (signed(a + 4) >> 3));
    }

    private static void two(byte[] samples, int q, int across, int p1, int p0, int q0, int q1) {
        int a = 3 * (q0 - p0);
        int first = signed(a + 4) >> 3;
        int second = first + 1 >> 1;
        samples[q - 2 * across] = unsigned(p1 + second);
        samples[q - across] = unsigned(p0 + (signed(a + 3) >> 3));
        samples[q] = unsigned(q0 - first);
        samples[q + across] = unsigned(q1 - second);
    }

    private static void three(byte[] samples, int q, int across, int p1, int p0, int q0, int q1) {
        int a = signed(3 * (q0 - p0) + signed(p1 - q1));
        int first = 27 * a + 63 >> 7;
        int second = 18 * a + 63 >> 7;
        int third = 9 * a + 63 >> 7;
        samples[q - 3 * across] = unsigned((samples[q - 3 * across] & 0xff) + third);
        samples[q - 2 * across] = unsigned(p1 + second);
        samples[q - across] = unsigned(p0 + first);
        samples[q] = unsigned(q0 - first);
        samples[q + across] = unsigned(q1 - second);
        samples[q + 2 * across] = unsigned((samples[q + 2 * across] & 0xff) - third);
    }

    private static int signed(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    private static byte unsigned(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
