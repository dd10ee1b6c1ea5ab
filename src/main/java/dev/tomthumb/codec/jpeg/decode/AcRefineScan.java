package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;

/**
 * The next lower bit of a band of coefficients (T.81, G.1.2.3): a correction bit for each that is known not to be zero,
 * and between them those that become 1 or -1.
 */
final class AcRefineScan extends AcScan {
    AcRefineScan(byte[] file, Scan scan, McuGrid grid, CoefficientStore store, boolean lenient, byte[] window)
            throws ImageException {
        super(file, scan, grid, store, lenient, window);
    }

    /** In local variables and one method for the reason given in {@link SequentialScan}. */
    @Override
    int mcus(int from, int to, int stop) throws ImageException {
        final byte[] data = in.window;
        final int[] entries = table.entries;
        final int bit = 1 << low;
        final long band = band(first, last);
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int blocksToEnd = endOfBlocks;
        int x = from;
        for (; x < to && at <= stop; x++) {
            final long known = history[historyStart + x] & band;
            if (blocksToEnd > 0 && known == 0) {
                blocksToEnd--;
                continue;
            }
            int block = start + x * step;
            long found = 0;
            int k = first;
            while (k <= last && blocksToEnd == 0) {
                if (count < 32) {
                    bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                    at += 63 - count >>> 3;
                    count |= 56;
                }
                int entry = entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                if (entry == HuffmanTable.PARTIAL) {
                    entry = table.find(bits);
                }
                int value = entry >> 16;
                int run = entry >>> 8 & 0xff;
                bits <<= entry;
                count -= entry & HuffmanTable.LENGTH;
                if ((entry & HuffmanTable.PARTIAL) != 0) {
                    if (value == 0 && run != HuffmanTable.ZERO_RUN) {
                        blocksToEnd = 1 << run;
                        if (run > 0) {
                            blocksToEnd += (int) (bits >>> 64 - run);
                            bits <<= run;
                            count -= run;
                        }
                        break;
                    }
                    if (value == 1) {
                        value = bits < 0 ? 1 : -1;
                        bits <<= 1;
                        count--;
                    }
                }
                if (value < -1 || value > 1) {
                    throw Refusals.damaged("a scan corrects by more than one bit");
                }
                // The run counts coefficients that are still zero; those between them take their corrections.
                long rest = known & -1L << k;
                while (rest != 0) {
                    int next = Long.numberOfTrailingZeros(rest);
                    if (next - k > run) {
                        break;
                    }
                    run -= next - k;
                    if (count < 1) {
                        bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                        at += 63 - count >>> 3;
                        count |= 56;
                    }
                    if (bits < 0) {
                        correct(block + places[next], bit);
                    }
                    bits <<= 1;
                    count--;
                    k = next + 1;
                    rest &= rest - 1;
                }
                k += run;
                if (value != 0) {
                    if (k > last) {
                        throw Refusals.damaged("a block has more coefficients than its scan");
                    }
                    values[block + places[k]] = (short) (value * bit);
                    found |= 1L << k;
                }
                k++;
            }
            if (blocksToEnd > 0) {
                blocksToEnd--;
                long rest = k > last ? 0 : known & -1L << k;
                while (rest != 0) {
                    if (count < 1) {
                        bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                        at += 63 - count >>> 3;
                        count |= 56;
                    }
                    if (bits < 0) {
                        correct(block + places[Long.numberOfTrailingZeros(rest)], bit);
                    }
                    bits <<= 1;
                    count--;
                    rest &= rest - 1;
                }
            }
            history[historyStart + x] |= found;
        }
        endOfBlocks = blocksToEnd;
        in.bits = bits;
        in.count = count;
        in.at = at;
        return x;
    }

    private static long band(int from, int to) {
        return -1L << from & -1L >>> 63 - to;
    }

    /** Away from zero by one bit, unless that bit is set already, which only a damaged file brings about. */
    private void correct(int place, int bit) {
        int value = values[place];
        if ((value & bit) == 0) {
            values[place] = (short) (value >= 0 ? value + bit : value - bit);
        }
    }
}
