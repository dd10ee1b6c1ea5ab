package dev.tomthumb.codec.png;

/**
 * Filters rows, each with the filter whose result has the smallest sum of absolute differences (section 12.7): of those
 * that can be had without compressing five times, the best guess of what compresses well.
 */
final class Filters {
    private static final int NUMBER = 5;

    private final int distance;
    private final int rowBytes;
    private final byte[][] results;
    private byte[] row;
    private byte[] above;

    /**
     * @param distance bytes of a pixel
     * @param rowBytes of a row, without filter byte
     */
    Filters(int distance, int rowBytes) {
        this.distance = distance;
        this.rowBytes = rowBytes;
        this.row = new byte[distance + rowBytes];
        this.above = new byte[distance + rowBytes];
        this.results = new byte[NUMBER][rowBytes + 1];
        for (int i = 0; i < NUMBER; i++) {
            results[i][0] = (byte) i;
        }
    }

    /** Where to put the next row, from {@link #start} on. What is before is the pixel of zeros left of it. */
    byte[] row() {
        return row;
    }

    /** Where in {@link #row} the row begins. */
    int start() {
        return distance;
    }

    /** The row filtered, with its filter byte; it is then the row above. Valid until the next call. */
    byte[] best() {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < NUMBER; i++) {
            long sum = filter(i);
            if (sum < least) {
                least = sum;
                best = i;
            }
        }
        return done(results[best]);
    }

    /** The row with filter 0, which suits indices and few bits best (section 12.7). */
    byte[] unfiltered() {
        filter(0);
        return done(results[0]);
    }

    private byte[] done(byte[] result) {
        byte[] next = above;
        above = row;
        row = next;
        return result;
    }

    private long filter(int number) {
        byte[] result = results[number];
        switch (number) {
            case 0 -> System.arraycopy(row, distance, result, 1, rowBytes);
            case 1 -> minus(row, distance, row, 0, result, rowBytes);
            case 2 -> minus(row, distance, above, distance, result, rowBytes);
            case 3 -> average(result);
            default -> paeth(result);
        }
        return sum(result, rowBytes);
    }

    private static void minus(byte[] row, int at, byte[] other, int from, byte[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i + 1] = (byte) (row[at + i] - other[from + i]);
        }
    }

    private void average(byte[] result) {
        for (int i = 0; i < rowBytes; i++) {
            int mean = (row[i] & 0xff) + (above[i + distance] & 0xff) >> 1;
            result[i + 1] = (byte) (row[i + distance] - mean);
        }
    }

    private void paeth(byte[] result) {
        int i = PaethLanes.filter(row, above, distance, result);
        for (; i < rowBytes; i++) {
            int prediction = Reconstruction.predicted(row[i] & 0xff, above[i + distance] & 0xff, above[i] & 0xff);
            result[i + 1] = (byte) (row[i + distance] - prediction);
        }
    }

    private static long sum(byte[] result, int count) {
        int sum = 0;
        for (int i = 1; i <= count; i++) {
            sum += Math.abs(result[i]);
        }
        return sum & 0xffffffffL;
    }
}
