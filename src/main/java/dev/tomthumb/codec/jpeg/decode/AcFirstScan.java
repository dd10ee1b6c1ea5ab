package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;

/** The upper bits of a band of coefficients (T.81, G.1.2.2). */
final class AcFirstScan extends AcScan {
    AcFirstScan(byte[] file, Scan scan, McuGrid grid, CoefficientStore store, boolean lenient, byte[] window)
            throws ImageException {
        super(file, scan, grid, store, lenient, window);
    }

    /** In local variables and one method for the reason given in {@link SequentialScan}. */
    @Override
    int mcus(int from, int to, int stop) throws ImageException {
        final byte[] data = in.window;
        final int[] entries = table.entries;
        final boolean remembers = this.remembers;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int x = from;
        while (x < to && at <= stop) {
            if (endOfBlocks > 0) {
                int ended = Math.min(endOfBlocks, to - x);
                endOfBlocks -= ended;
                x += ended;
                continue;
            }
            int block = start + x * step;
            long found = 0;
            int k = first;
            while (k <= last) {
                if (count < 32) {
                    bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                    at += 63 - count >>> 3;
                    count |= 56;
                }
                int entry = entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                int length = entry & 0x7f;
                int value = entry >> 16;
                int run = entry >>> 8 & 0xff;
                if ((entry & HuffmanTable.PARTIAL) == 0) {
                    bits <<= length;
                    count -= length;
                } else {
                    if (length == 0) {
                        entry = table.find(bits);
                        length = entry & 0x7f;
                        value = entry >> 16;
                        run = entry >>> 8 & 0xff;
                    }
                    bits <<= length;
                    count -= length;
                    if (value == 0) {
                        if (run == HuffmanTable.ZERO_RUN) {
                            k += 16;
                            continue;
                        }
                        endOfBlocks = (1 << run) - 1;
                        if (run > 0) {
                            endOfBlocks += (int) (bits >>> 64 - run);
                            bits <<= run;
                            count -= run;
                        }
                        break;
                    }
                    int size = value;
                    value = HuffmanTable.extended((int) (bits >>> 64 - size), size);
                    bits <<= size;
                    count -= size;
                }
                k += run;
                if (k > last) {
                    throw Refusals.damaged("a block has more coefficients than its scan");
                }
                values[block + places[k]] = (short) (value << low);
                found |= 1L << k;
                k++;
            }
            if (remembers) {
                history[historyStart + x] |= found;
            }
            x++;
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        return x;
    }
}
