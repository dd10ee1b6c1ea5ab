package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/** Reads any bytes as a PNG in every way there is. Fails if anything but a refusal comes out, or the ways differ. */
public final class PngFuzz {
    /** Larger claims are refused by the limits before a decoder sees them. */
    private static final long MOST_PIXELS = 250_000;

    private PngFuzz() {}

    /** The entry for a fuzzer. */
    public static void fuzz(byte[] file) {
        try {
            ImageHeader header = Headers.of(file);
            if (header.format() == ImageFormat.PNG && header.size().pixels() <= MOST_PIXELS) {
                read(file, header);
            }
        } catch (ImageException refusal) {
            if (!refusal.getMessage().endsWith(".")) {
                throw new AssertionError(refusal);
            }
        }
    }

    private static void read(byte[] file, ImageHeader header) throws ImageException {
        PngDecoder decoder = new PngDecoder();
        read(file, header, decoder);
        read(file, header, (PngDecoder) decoder.deep().orElseThrow());
    }

    private static void read(byte[] file, ImageHeader header, PngDecoder decoder) throws ImageException {
        Pixels whole = decoder.decode(file, header);
        int sampleBytes = whole.isDeep() ? 2 : 1;
        if (decoder.memory(header) < header.size().pixels() * whole.planes().size() * sampleBytes) {
            throw new AssertionError("more memory than announced");
        }
        Size size = header.size();
        Box region =
                new Box(size.width() / 3, size.height() / 3, new Size(size.width() / 2 + 1, size.height() / 2 + 1));
        for (Box box : List.of(Box.whole(size), fitted(region, size))) {
            compare(whole, decoder, file, header, box);
        }
    }

    private static Box fitted(Box box, Size size) {
        int width = Math.min(box.width(), size.width() - box.x());
        int height = Math.min(box.height(), size.height() - box.y());
        return new Box(box.x(), box.y(), new Size(width, height));
    }

    private static void compare(Pixels whole, PngDecoder decoder, byte[] file, ImageHeader header, Box box)
            throws ImageException {
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            Bands bands = decoder.open(file, header, new Demand(box, Collections.nCopies(4, 8)), scratch);
            List<RowSink> sinks = new ArrayList<>();
            for (int i = 0; i < whole.planes().size(); i++) {
                sinks.add(new Comparison(whole, i, box));
            }
            bands.decode(sinks, Checkpoint.NONE);
        }
    }

    /** Compares each row with the one of the picture read as a whole. */
    private static final class Comparison implements RowSink {
        private final Pixels whole;
        private final int plane;
        private final Box box;
        private final float[] row;
        private final float[] expected;

        Comparison(Pixels whole, int plane, Box box) {
            this.whole = whole;
            this.plane = plane;
            this.box = box;
            this.row = new float[whole.width()];
            this.expected = new float[whole.width()];
        }

        @Override
        public float[][] row(int y) {
            return new float[][] {row};
        }

        @Override
        public void complete(int end) {
            whole.planes().get(plane).readRow(end - 1, expected);
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                if (row[x] != expected[x]) {
                    throw new AssertionError("row " + (end - 1) + " differs at " + x);
                }
            }
        }
    }

    /** The same with right checksums of all chunks, so that damage gets past them. */
    public static byte[] withRightChecksums(byte[] file) {
        byte[] copy = file.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy);
        long at = 8;
        while (at + 12 <= copy.length) {
            long end = at + 8 + (bytes.getInt((int) at) & 0xffffffffL);
            if (end + 4 > copy.length) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(Arrays.copyOfRange(copy, (int) at + 4, (int) end));
            bytes.putInt((int) end, (int) crc.getValue());
            at = end + 4;
        }
        return copy;
    }
}
