package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes a scan of a sequential frame (T.81, F.2.2), band by band, into the coefficients of its planes. If the frame
 * has several scans they are decoded side by side, so that none of them has to be kept.
 */
final class SequentialScan {
    private final EntropyReader in;
    private final RestartIntervals intervals;
    private final McuGrid grid;
    private final int[] prediction = new int[Tables.SLOTS];
    /** By row of MCUs in a band: the blocks of an MCU that is kept. */
    private final List<Mcu> kept = new ArrayList<>();
    /** The same of one that is not. */
    private final List<Mcu> ignored = new ArrayList<>();

    private int rowsDone;

    /** @param planes of the frame, by index of the component */
    SequentialScan(byte[] file, Scan scan, List<Coefficients> planes, boolean lenient, Scratch scratch)
            throws ImageException {
        this.in = new EntropyReader(
                file, scan.dataStart(), scan.mcuBlocks(), EntropyReader.window(scan.mcuBlocks(), scratch));
        this.intervals = new RestartIntervals(in, scan.restartInterval(), lenient);
        FrameComponent first = scan.parts().get(0).component();
        this.grid = McuGrid.of(scan, planes.get(first.index()).geometry());
        float[][] nowhere = nowhere(scratch);
        for (List<BlockTarget> blocks : new McuLayout(scan, planes).rows()) {
            kept.add(new Mcu(blocks));
            ignored.add(
                    new Mcu(blocks.stream().map(block -> block.ignored(nowhere)).toList()));
        }
    }

    private static float[][] nowhere(Scratch scratch) {
        float[][] rows = new float[Coefficients.PLACES][];
        Arrays.fill(rows, scratch.floats(1));
        return rows;
    }

    /**
     * Decodes the next band.
     *
     * @param wanted whether its coefficients are kept
     */
    void band(boolean wanted) throws ImageException {
        for (int row = 0; row < kept.size() && rowsDone < grid.down(); row++, rowsDone++) {
            if (wanted) {
                run(ignored.get(row), 0, grid.firstColumn());
                run(kept.get(row), grid.firstColumn(), grid.endColumn());
                run(ignored.get(row), grid.endColumn(), grid.across());
            } else {
                run(ignored.get(row), 0, grid.across());
            }
        }
    }

    private void run(Mcu mcu, int from, int to) throws ImageException {
        int x = from;
        while (x < to) {
            if (intervals.isOver()) {
                intervals.next();
                Arrays.fill(prediction, 0);
            }
            int end = x + intervals.atMost(to - x);
            if (!intervals.isLost()) {
                decodeOrLose(mcu, x, end);
            }
            intervals.passed(end - x);
            x = end;
        }
    }

    private void decodeOrLose(Mcu mcu, int from, int to) throws ImageException {
        try {
            int x = from;
            while (x < to) {
                x = decode(mcu, x, to);
            }
        } catch (ImageException damage) {
            intervals.lose(damage);
        }
    }

    /** Decodes as many MCUs as can be without a look at the end of the data; returns the next one. */
    private int decode(Mcu mcu, int from, int to) throws ImageException {
        int x;
        if (in.at <= in.stop) {
            x = decode(mcu, from, to, in.stop);
        } else if (in.complete()) {
            x = decode(mcu, from, from + 1, Integer.MAX_VALUE);
        } else {
            in.fill();
            return from;
        }
        if (in.overran()) {
            throw Refusals.cutOff();
        }
        return x;
    }

    /**
     * Decodes MCUs while they begin at or before {@code stop}; returns the next one.
     *
     * <p>Most of the time that a thumbnail takes is spent in this method. It is one, and keeps everything in local
     * variables, because the compiler then has them in registers; each call and each field would cost more than the
     * few instructions a coefficient takes.
     */
    @SuppressWarnings("MethodLength")
    private int decode(Mcu mcu, int from, int to, int stop) throws ImageException {
        final byte[] data = in.window;
        final int[] prediction = this.prediction;
        final int blocks = mcu.blocks;
        final int[] component = mcu.component;
        final int[][] dcEntries = mcu.dcEntries;
        final int[][] acEntries = mcu.acEntries;
        final short[][] skips = mcu.skip;
        final float[][][] targets = mcu.rows;
        final int[] stride = mcu.stride;
        final int[] offset = mcu.offset;
        final int[] limits = mcu.limit;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int x = from;
        for (; x < to && at <= stop; x++) {
            for (int j = 0; j < blocks; j++) {
                float[][] rows = targets[j];
                int place = x * stride[j] + offset[j];

                bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                at += 63 - count >>> 3;
                count |= 56;
                int[] entries = dcEntries[j];
                int entry = entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                if (entry == HuffmanTable.PARTIAL) {
                    entry = mcu.dc[j].find(bits);
                }
                bits <<= entry;
                count -= entry & HuffmanTable.LENGTH;
                int value = entry >> 16;
                if ((entry & HuffmanTable.PARTIAL) != 0 && value != 0) {
                    int size = value;
                    value = HuffmanTable.extended((int) (bits >>> 64 - size), size);
                    bits <<= size;
                    count -= size;
                }
                value += prediction[component[j]];
                prediction[component[j]] = value;
                rows[0][place] = value;

                entries = acEntries[j];
                final int limit = limits[j];
                int k = 1;
                // A refill holds two look-ups of which the second is any: one test less than asking before each.
                while (k < limit) {
                    bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                    at += 63 - count >>> 3;
                    count |= 56;
                    entry = entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                    if ((entry & HuffmanTable.PARTIAL) == 0) {
                        bits <<= entry;
                        count -= entry & HuffmanTable.LENGTH;
                        k += entry >>> 8 & 0xff;
                        rows[k][place] = entry >> 16;
                        k++;
                        if (k >= limit) {
                            break;
                        }
                        entry = entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                        if ((entry & HuffmanTable.PARTIAL) == 0) {
                            bits <<= entry;
                            count -= entry & HuffmanTable.LENGTH;
                            k += entry >>> 8 & 0xff;
                            rows[k][place] = entry >> 16;
                            k++;
                            continue;
                        }
                    }
                    if (entry == HuffmanTable.PARTIAL) {
                        entry = mcu.ac[j].find(bits);
                    }
                    bits <<= entry;
                    count -= entry & HuffmanTable.LENGTH;
                    k += entry >>> 8 & 0xff;
                    int size = entry >> 16;
                    if (size != 0) {
                        rows[k][place] = HuffmanTable.extended((int) (bits >>> 64 - size), size);
                        bits <<= size;
                        count -= size;
                    }
                    k++;
                }
                if (k < 64) {
                    final short[] skip = skips[j];
                    do {
                        if (count < 32) {
                            bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                            at += 63 - count >>> 3;
                            count |= 56;
                        }
                        entry = skip[(int) (bits >>> 64 - SkipTable.BITS)];
                        int reached = k + (entry >> 6 & SkipTable.MOST);
                        if (entry < 0) {
                            if (reached <= 63) {
                                bits <<= entry;
                                count -= entry & SkipTable.LENGTH;
                                break;
                            }
                        } else if (entry != 0 && reached <= 64) {
                            bits <<= entry;
                            count -= entry & SkipTable.LENGTH;
                            k = reached;
                            continue;
                        }
                        entry = entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                        int length = entry & HuffmanTable.LENGTH;
                        if ((entry & HuffmanTable.PARTIAL) != 0) {
                            if (entry == HuffmanTable.PARTIAL) {
                                entry = mcu.ac[j].find(bits);
                            }
                            length = (entry & HuffmanTable.LENGTH) + (entry >> 16);
                        }
                        bits <<= length;
                        count -= length;
                        k += (entry >>> 8 & 0xff) + 1;
                    } while (k < 64);
                }
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        return x;
    }
}
