package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.Arrays;
import java.util.List;

/** A progressive scan of the means of blocks: their upper bits, or the next lower one (T.81, G.1.2.1). */
final class DcScan extends ProgressiveScan {
    private final boolean refines;
    private final int low;
    private final Block[] mcu;
    private final int[] prediction = new int[Tables.SLOTS];

    /** @param stores of the frame's components */
    DcScan(byte[] file, Scan scan, McuGrid grid, List<CoefficientStore> stores, boolean lenient, byte[] window)
            throws ImageException {
        super(file, scan, grid, lenient, window);
        this.refines = scan.high() > 0;
        this.low = scan.low();
        this.mcu = new Block[scan.mcuBlocks()];
        int count = 0;
        for (Scan.Part part : scan.parts()) {
            FrameComponent component = part.component();
            CoefficientStore store = stores.get(component.index());
            // A refining scan has single bits instead of a code.
            HuffmanTable table = refines ? HuffmanTable.EMPTY : HuffmanTable.of(part.dc(), HuffmanTable.Kind.DC);
            int across = scan.interleaved() ? component.across() : 1;
            int down = scan.interleaved() ? component.down() : 1;
            for (int i = 0; i < across * down; i++) {
                mcu[count++] = new Block(component.index(), table, store, across, down, i % across, i / across);
            }
        }
    }

    /** One of the blocks of an MCU. */
    private static final class Block {
        final int component;
        final HuffmanTable table;
        final short[] values;
        private final CoefficientStore store;
        private final int across;
        private final int down;
        private final int left;
        private final int top;
        /** The value of MCU x is at {@code start + x * step}. */
        int start;

        int step;

        Block(int component, HuffmanTable table, CoefficientStore store, int across, int down, int left, int top) {
            this.component = component;
            this.table = table;
            this.values = store.values();
            this.store = store;
            this.across = across;
            this.down = down;
            this.left = left;
            this.top = top;
        }

        void begin(int row, boolean kept) {
            step = kept ? across * store.stride() : 0;
            start = kept ? store.place(row * down + top, left) : store.nowhere();
        }
    }

    @Override
    void restarted() {
        Arrays.fill(prediction, 0);
    }

    @Override
    void begin(int row, boolean kept) {
        for (Block block : mcu) {
            block.begin(row, kept);
        }
    }

    @Override
    int mcus(int from, int to, int stop) throws ImageException {
        return refines ? refine(from, to, stop) : first(from, to, stop);
    }

    private int refine(int from, int to, int stop) {
        int x = from;
        for (; x < to && in.at <= stop; x++) {
            for (Block block : mcu) {
                in.refill();
                block.values[block.start + x * block.step] |= (short) (in.take(1) << low);
            }
        }
        return x;
    }

    /** In local variables and one method for the reason given in {@link SequentialScan}. */
    private int first(int from, int to, int stop) throws ImageException {
        final byte[] data = in.window;
        final int[] prediction = this.prediction;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int x = from;
        for (; x < to && at <= stop; x++) {
            for (int j = 0; j < mcu.length; j++) {
                Block block = mcu[j];
                bits |= (long) EntropyReader.BIG.get(data, at) >>> count;
                at += 63 - count >>> 3;
                count |= 56;
                int entry = block.table.entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
                int length = entry & 0x7f;
                int value = entry >> 16;
                if ((entry & HuffmanTable.PARTIAL) == 0) {
                    bits <<= length;
                    count -= length;
                } else {
                    if (length == 0) {
                        entry = block.table.find(bits);
                        length = entry & 0x7f;
                        value = entry >> 16;
                    }
                    bits <<= length;
                    count -= length;
                    if (value != 0) {
                        int size = value;
                        value = HuffmanTable.extended((int) (bits >>> 64 - size), size);
                        bits <<= size;
                        count -= size;
                    }
                }
                value += prediction[block.component];
                prediction[block.component] = value;
                block.values[block.start + x * block.step] = (short) (value << low);
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        return x;
    }
}
