package dev.tomthumb.codec.webp;

/** Predicts blocks of 4x4 samples of luma, each from the edge of those around it (RFC 6386, section 12.3). */
final class BlockPrediction {
    /** Where on the edge the corner is: four samples of the left column, from below, lie before it. */
    private static final int CORNER = 4;

    private static final int ABOVE = CORNER + 1;

    private final FramePlane plane;
    /** The left column from below, the corner, and eight samples above from the left. */
    private final int[] edge = new int[13];

    BlockPrediction(FramePlane plane) {
        this.plane = plane;
    }

    /**
     * Fills a block.
     *
     * @param mode one of {@link BlockModes}
     * @param at where its first sample lies
     * @param right the four samples above and to the right of the macroblock, or empty to take those that lie there
     */
    void fill(int mode, int at, int[] right) {
        look(at, right);
        switch (mode) {
            case BlockModes.TRUE_MOTION -> trueMotion(at);
            case BlockModes.VERTICAL -> vertical(at);
            case BlockModes.HORIZONTAL -> horizontal(at);
            case BlockModes.LEFT_DOWN -> leftDown(at);
            case BlockModes.RIGHT_DOWN -> rightDown(at);
            case BlockModes.VERTICAL_RIGHT -> verticalRight(at);
            case BlockModes.VERTICAL_LEFT -> verticalLeft(at);
            case BlockModes.HORIZONTAL_DOWN -> horizontalDown(at);
            case BlockModes.HORIZONTAL_UP -> horizontalUp(at);
            default -> flat(at);
        }
    }

    private void look(int at, int[] right) {
        byte[] samples = plane.samples;
        int above = at - plane.stride;
        for (int i = 0; i < 4; i++) {
            edge[CORNER - 1 - i] = samples[at - 1 + i * plane.stride] & 0xff;
            edge[ABOVE + i] = samples[above + i] & 0xff;
            edge[ABOVE + 4 + i] = right.length == 0 ? samples[above + 4 + i] & 0xff : right[i];
        }
        edge[CORNER] = samples[above - 1] & 0xff;
    }

    private void set(int at, int x, int y, int value) {
        plane.samples[at + y * plane.stride + x] = (byte) value;
    }

    /** The mean of a place of the edge and the next. */
    private int two(int i) {
        return edge[i] + edge[i + 1] + 1 >> 1;
    }

    /** The mean of a place of the edge, twice, and those beside it. */
    private int three(int i) {
        return weighted(edge[i - 1], edge[i], edge[i + 1]);
    }

    private static int weighted(int before, int here, int behind) {
        return before + 2 * here + behind + 2 >> 2;
    }

    private void flat(int at) {
        int sum = 4;
        for (int i = 0; i < 4; i++) {
            sum += edge[i] + edge[ABOVE + i];
        }
        for (int y = 0; y < 4; y++) {
            row(at, y, sum >> 3);
        }
    }

    private void row(int at, int y, int value) {
        for (int x = 0; x < 4; x++) {
            set(at, x, y, value);
        }
    }

    private void trueMotion(int at) {
        for (int y = 0; y < 4; y++) {
            int difference = edge[CORNER - 1 - y] - edge[CORNER];
            for (int x = 0; x < 4; x++) {
                set(at, x, y, Math.max(0, Math.min(255, edge[ABOVE + x] + difference)));
            }
        }
    }

    private void vertical(int at) {
        for (int x = 0; x < 4; x++) {
            int value = three(ABOVE + x);
            for (int y = 0; y < 4; y++) {
                set(at, x, y, value);
            }
        }
    }

    private void horizontal(int at) {
        for (int y = 0; y < 3; y++) {
            row(at, y, three(CORNER - 1 - y));
        }
        row(at, 3, weighted(edge[1], edge[0], edge[0]));
    }

    private void leftDown(int at) {
        for (int i = 0; i < 6; i++) {
            diagonal(at, i, three(ABOVE + 1 + i));
        }
        set(at, 3, 3, weighted(edge[11], edge[12], edge[12]));
    }

    /** All whose column and row add up to {@code sum}. */
    private void diagonal(int at, int sum, int value) {
        for (int y = Math.max(0, sum - 3); y <= Math.min(3, sum); y++) {
            set(at, sum - y, y, value);
        }
    }

    private void rightDown(int at) {
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                set(at, x, y, three(CORNER + x - y));
            }
        }
    }

    private void verticalRight(int at) {
        for (int x = 0; x < 4; x++) {
            set(at, x, 0, two(CORNER + x));
            set(at, x, 1, three(CORNER + x));
        }
        for (int x = 1; x < 4; x++) {
            set(at, x, 2, two(CORNER + x - 1));
            set(at, x, 3, three(CORNER + x - 1));
        }
        set(at, 0, 2, three(CORNER - 1));
        set(at, 0, 3, three(CORNER - 2));
    }

    private void verticalLeft(int at) {
        for (int x = 0; x < 4; x++) {
            set(at, x, 0, two(ABOVE + x));
            set(at, x, 1, three(ABOVE + 1 + x));
        }
        for (int x = 0; x < 3; x++) {
            set(at, x, 2, two(ABOVE + 1 + x));
            set(at, x, 3, three(ABOVE + 2 + x));
        }
        // These two are irregular in the format itself.
        set(at, 3, 2, three(ABOVE + 5));
        set(at, 3, 3, three(ABOVE + 6));
    }

    private void horizontalDown(int at) {
        for (int y = 0; y < 4; y++) {
            set(at, 0, y, two(CORNER - 1 - y));
            set(at, 1, y, three(CORNER - y));
        }
        for (int y = 1; y < 4; y++) {
            set(at, 2, y, two(CORNER - y));
            set(at, 3, y, three(CORNER + 1 - y));
        }
        set(at, 2, 0, three(ABOVE));
        set(at, 3, 0, three(ABOVE + 1));
    }

    private void horizontalUp(int at) {
        int[] up = {
            two(2),
            three(2),
            two(1),
            three(1),
            two(0),
            weighted(edge[1], edge[0], edge[0]),
            edge[0],
            edge[0],
            edge[0],
            edge[0]
        };
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                set(at, x, y, up[2 * y + x]);
            }
        }
    }
}
