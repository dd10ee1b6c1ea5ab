package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.Variant;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JPEGs of every kind, plainly and slowly, for the decoder to be tried with. It shares nothing with the product:
 * each formula is as ITU-T T.81 has it. Its Huffman code is the plainest there is, eight bits for each symbol.
 */
final class TestJpeg {
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** By number of points, frequency and place. */
    private static final double[][][] BASIS = new double[9][8][8];

    static {
        for (int points = 1; points <= 8; points++) {
            for (int frequency = 0; frequency < points; frequency++) {
                for (int place = 0; place < points; place++) {
                    BASIS[points][frequency][place] = frequency == 0
                            ? Math.sqrt(0.125)
                            : 0.5 * Math.cos((2 * place + 1) * frequency * Math.PI / (2 * points));
                }
            }
        }
    }

    private final JpegSpec spec;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /** By component: blocks row by row, padded to whole MCUs; each 64 coefficients in zig-zag order. */
    private final List<int[][]> blocks = new ArrayList<>();

    private long bits;
    private int bitCount;

    TestJpeg(JpegSpec spec) {
        this.spec = spec;
        for (int i = 0; i < spec.factors().size(); i++) {
            blocks.add(component(i));
        }
    }

    /** The file of these components. */
    static byte[] file(JpegSpec spec) {
        return new TestJpeg(spec).write();
    }

    /**
     * What a decoder has to make of a component: the sum of T.81, A.3.3, with {@code scale} points instead of 8.
     *
     * @return rows of samples, those that only fill blocks included
     */
    double[][] plane(int component, int scale) {
        int columns = columns(component);
        int rows = spec.mcusDown() * spec.down(component);
        double[][] plane = new double[rows * scale][columns * scale];
        for (int i = 0; i < rows * columns; i++) {
            int[] block = blocks.get(component)[i];
            for (int y = 0; y < scale; y++) {
                for (int x = 0; x < scale; x++) {
                    plane[i / columns * scale + y][i % columns * scale + x] = 128 + sum(block, scale, x, y);
                }
            }
        }
        return plane;
    }

    /** The first component's mean of a block, times 8, times the step. */
    int mean(int block) {
        return blocks.get(0)[block][0] * step(0);
    }

    private double sum(int[] block, int scale, int x, int y) {
        double sum = 0;
        for (int k = 0; k < 64; k++) {
            int v = ZIGZAG[k] / 8;
            int u = ZIGZAG[k] % 8;
            if (block[k] != 0 && u < scale && v < scale) {
                sum += block[k] * step(k) * basis(u, x, scale) * basis(v, y, scale);
            }
        }
        return sum;
    }

    private static double basis(int frequency, int place, int points) {
        return BASIS[points][frequency][place];
    }

    /** What is drawn, 0..255: waves with edges, different in each component. */
    static int sample(JpegSpec spec, int component, int x, int y) {
        int px = Math.min(x, spec.planeWidth(component) - 1) * spec.mostAcross() / spec.across(component);
        int py = Math.min(y, spec.planeHeight(component) - 1) * spec.mostDown() / spec.down(component);
        int edge = (px / 11 + py / 7) % 3 == component ? 60 : 0;
        return (int) (110 + 60 * Math.sin((px + 2 * py) / 9.0 + component) + edge + (px * 7 + py * 13) % 9);
    }

    private int step(int k) {
        return Math.max(1, spec.quality() * (3 + k) / 10);
    }

    private int columns(int component) {
        return spec.mcusAcross() * spec.across(component);
    }

    private int[][] component(int component) {
        int columns = columns(component);
        int rows = spec.mcusDown() * spec.down(component);
        int[][] all = new int[columns * rows][];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                all[row * columns + column] = block(component, column * 8, row * 8);
            }
        }
        return all;
    }

    private int[] block(int component, int left, int top) {
        int[][] samples = new int[8][8];
        for (int i = 0; i < 64; i++) {
            samples[i / 8][i % 8] = sample(spec, component, left + i % 8, top + i / 8) - 128;
        }
        int[] coefficients = new int[64];
        for (int k = 0; k < 64; k++) {
            int v = ZIGZAG[k] / 8;
            int u = ZIGZAG[k] % 8;
            double sum = 0;
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    sum += samples[y][x] * basis(u, x, 8) * basis(v, y, 8);
                }
            }
            coefficients[k] = (int) Math.rint(sum / step(k));
        }
        return coefficients;
    }

    /** The file; to be asked once. */
    byte[] write() {
        out.write(0xff);
        out.write(0xd8);
        if (spec.has(Variant.RGB)) {
            segment(0xee, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0);
        }
        quantization();
        frame();
        code(0x00);
        code(0x10);
        if (spec.restart() > 0) {
            segment(0xdd, spec.restart() >> 8, spec.restart());
        }
        for (int i = 0; i < spec.scans().size(); i++) {
            scan(spec.scans().get(i));
            if (i == 0 && spec.has(Variant.LATE_HEIGHT)) {
                segment(0xdc, spec.height() >> 8, spec.height());
            }
        }
        if (!spec.has(Variant.NO_END)) {
            marker(0xd9);
        }
        if (spec.has(Variant.TRAILING_GARBAGE)) {
            out.writeBytes(new byte[] {1, 2, (byte) 0xff, (byte) 0xda, 0, 3, (byte) 0xff});
        }
        return out.toByteArray();
    }

    private void marker(int code) {
        for (int i = 0; i < (spec.has(Variant.FILL_BYTES) ? 4 : 1); i++) {
            out.write(0xff);
        }
        out.write(code);
    }

    private void segment(int code, int... content) {
        marker(code);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        for (int value : content) {
            out.write(value);
        }
    }

    private void quantization() {
        boolean wide = spec.has(Variant.WIDE_QUANTIZATION);
        int[] content = new int[wide ? 129 : 65];
        content[0] = wide ? 0x10 : 0;
        for (int k = 0; k < 64; k++) {
            if (wide) {
                content[1 + 2 * k] = step(k) >> 8;
                content[2 + 2 * k] = step(k);
            } else {
                content[1 + k] = step(k);
            }
        }
        segment(0xdb, content);
    }

    private void frame() {
        int count = spec.factors().size();
        int[] content = new int[6 + 3 * count];
        int height = spec.has(Variant.LATE_HEIGHT) ? 0 : spec.height();
        content[0] = 8;
        content[1] = height >> 8;
        content[2] = height;
        content[3] = spec.width() >> 8;
        content[4] = spec.width();
        content[5] = count;
        for (int i = 0; i < count; i++) {
            content[6 + 3 * i] = i + 1;
            content[7 + 3 * i] = spec.factors().get(i);
        }
        segment(spec.isProgressive() ? 0xc2 : spec.has(Variant.WIDE_QUANTIZATION) ? 0xc1 : 0xc0, content);
    }

    /** 255 codes of eight bits, and the 256th symbol, which no scan needs, left away. */
    private void code(int destination) {
        boolean dc = destination < 0x10;
        int symbols = dc ? 12 : 255;
        int[] content = new int[17 + symbols];
        content[0] = destination;
        content[8] = symbols;
        for (int i = 0; i < symbols; i++) {
            content[17 + i] = i;
        }
        segment(0xc4, content);
    }

    private void scan(ScanSpec scan) {
        int count = scan.components().size();
        int[] content = new int[4 + 2 * count];
        content[0] = count;
        for (int i = 0; i < count; i++) {
            content[1 + 2 * i] = scan.components().get(i) + 1;
        }
        content[1 + 2 * count] = scan.first();
        content[2 + 2 * count] = scan.last();
        content[3 + 2 * count] = scan.high() << 4 | scan.low();
        segment(0xda, content);
        new ScanWriter(scan).write();
        flush();
    }

    private void put(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bits = bits << 1 | value >> i & 1;
            if (++bitCount == 8) {
                out.write((int) bits);
                if ((bits & 0xff) == 0xff) {
                    out.write(0);
                }
                bits = 0;
                bitCount = 0;
            }
        }
    }

    private void flush() {
        while (bitCount > 0) {
            put(1, 1);
        }
    }

    private void symbol(int symbol) {
        put(symbol, 8);
    }

    private void magnitude(int value, int size) {
        put(value < 0 ? value + (1 << size) - 1 : value, size);
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    /** The state of one scan. */
    private final class ScanWriter {
        private final ScanSpec scan;
        private final int[] prediction = new int[4];
        private int left = spec.restart();
        private int number;
        private int endOfBlocks;
        private final List<Integer> corrections = new ArrayList<>();

        ScanWriter(ScanSpec scan) {
            this.scan = scan;
        }

        void write() {
            if (scan.components().size() > 1) {
                for (int mcu = 0; mcu < spec.mcusAcross() * spec.mcusDown(); mcu++) {
                    restartIfDue();
                    mcu(mcu % spec.mcusAcross(), mcu / spec.mcusAcross());
                }
            } else {
                single(scan.components().get(0));
            }
            endBlocks();
        }

        /** Only the blocks that carry samples (A.2.2). */
        private void single(int component) {
            int columns = JpegSpec.ceil(spec.planeWidth(component), 8);
            int rows = JpegSpec.ceil(spec.planeHeight(component), 8);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    restartIfDue();
                    block(component, column, row);
                }
            }
        }

        private void mcu(int x, int y) {
            for (int component : scan.components()) {
                for (int v = 0; v < spec.down(component); v++) {
                    for (int h = 0; h < spec.across(component); h++) {
                        block(component, x * spec.across(component) + h, y * spec.down(component) + v);
                    }
                }
            }
        }

        private void restartIfDue() {
            if (spec.restart() > 0 && left-- == 0) {
                endBlocks();
                flush();
                marker(0xd0 + number++ % 8);
                Arrays.fill(prediction, 0);
                left = spec.restart() - 1;
            }
        }

        private void block(int component, int column, int row) {
            int[] block = blocks.get(component)[row * columns(component) + column];
            if (!spec.isProgressive()) {
                dc(component, block[0]);
                ac(block, 1, 63, 0, false);
            } else if (scan.first() == 0 && scan.high() == 0) {
                dc(component, block[0] >> scan.low());
            } else if (scan.first() == 0) {
                put(block[0] >> scan.low() & 1, 1);
            } else if (scan.high() == 0) {
                ac(block, scan.first(), scan.last(), scan.low(), true);
            } else {
                refine(block);
            }
        }

        private void dc(int component, int value) {
            int difference = value - prediction[component];
            prediction[component] = value;
            int size = size(difference);
            symbol(size);
            magnitude(difference, size);
        }

        private void ac(int[] block, int first, int last, int low, boolean joins) {
            int run = 0;
            for (int k = first; k <= last; k++) {
                // Towards zero, unlike a shift (G.1.2.2).
                int value = block[k] / (1 << low);
                if (value == 0) {
                    run++;
                    continue;
                }
                endBlocks();
                for (; run > 15; run -= 16) {
                    symbol(0xf0);
                }
                symbol(run << 4 | size(value));
                magnitude(value, size(value));
                run = 0;
            }
            if (run > 0) {
                endOfBlocks++;
                if (!joins || endOfBlocks == 0x7fff) {
                    endBlocks();
                }
            }
        }

        /** As figure G.7: corrections wait for the symbol they follow. */
        private void refine(int[] block) {
            int one = 1 << scan.low();
            int lastNew = 0;
            for (int k = scan.first(); k <= scan.last(); k++) {
                lastNew = Math.abs(block[k]) / one == 1 ? k : lastNew;
            }
            int run = 0;
            List<Integer> pending = new ArrayList<>();
            for (int k = scan.first(); k <= scan.last(); k++) {
                int value = Math.abs(block[k]) / one;
                if (value == 0) {
                    run++;
                    continue;
                }
                while (run > 15 && k <= lastNew) {
                    endBlocks();
                    symbol(0xf0);
                    run -= 16;
                    putAll(pending);
                }
                if (value > 1) {
                    pending.add(value & 1);
                    continue;
                }
                endBlocks();
                symbol(run << 4 | 1);
                put(block[k] < 0 ? 0 : 1, 1);
                putAll(pending);
                run = 0;
            }
            if (run > 0 || !pending.isEmpty()) {
                endOfBlocks++;
                corrections.addAll(pending);
                if (endOfBlocks == 0x7fff) {
                    endBlocks();
                }
            }
        }

        private void putAll(List<Integer> pending) {
            pending.forEach(bit -> put(bit, 1));
            pending.clear();
        }

        private void endBlocks() {
            if (endOfBlocks > 0) {
                int size = spec.isProgressive() ? size(endOfBlocks) - 1 : 0;
                symbol(size << 4);
                put(endOfBlocks, size);
                endOfBlocks = 0;
                putAll(corrections);
            }
        }
    }
}
