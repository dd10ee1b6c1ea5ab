package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What every fuzz target demands: only a refusal with a sentence escapes, and no more is taken than is allowed. */
public final class Fuzzed {
    /** Larger claims are refused by the limits before a decoder sees them; small ones make more tries. */
    private static final long MOST_PIXELS = 250_000;

    /** Inflaters, readers, refusals with their stack traces, and what the fuzzer's own hooks allocate. */
    private static final long FIXED_BYTES = 1 << 20;

    /** A parser may keep some objects for each entry or chunk of the file. */
    private static final long BYTES_PER_BYTE = 32;

    /** Of an animation; more are more of the same. */
    private static final int MOST_FRAMES = 20;

    private Fuzzed() {}

    /**
     * Reads a header, or anything else that may only grow with the file itself.
     *
     * @param moreBytes that may be allocated whatever the file's length
     */
    public static void parse(byte[] file, long moreBytes, Meter.Reading<?> reading) {
        requireAtMost(FIXED_BYTES + moreBytes + BYTES_PER_BYTE * file.length, meter -> meter.measure(reading));
    }

    /** What {@code file} says of itself; empty if it is refused or larger than what a fuzzer has time for. */
    public static Optional<ImageHeader> header(byte[] file) {
        try {
            return Optional.of(Headers.of(file)).filter(header -> header.size().pixels() <= MOST_PIXELS);
        } catch (ImageException refusal) {
            requireSentence(refusal);
            return Optional.empty();
        }
    }

    /** Decodes the whole picture. */
    public static void decode(Decoder decoder, byte[] file, ImageHeader header) {
        requireAtMost(
                FIXED_BYTES + decoder.memory(header) + BYTES_PER_BYTE * file.length,
                meter -> meter.measure(() -> decoder.decode(file, header)));
    }

    /** Decodes in bands; the sinks' rows do not count. */
    public static void decode(BandDecoder decoder, byte[] file, ImageHeader header, Demand demand) {
        requireAtMost(
                FIXED_BYTES + decoder.memory(header, demand) + BYTES_PER_BYTE * file.length,
                meter -> decode(decoder, file, header, demand, meter));
    }

    /** Decodes an animation; each of its frames may take as much as was announced, for garbage is not held. */
    public static void decode(AnimationDecoder decoder, byte[] file, ImageHeader header) {
        long most = FIXED_BYTES + decoder.memory(header) + BYTES_PER_BYTE * file.length;
        AtomicInteger shown = new AtomicInteger();
        Measured reading = meter -> {
            Frames frames = meter.measure(() -> decoder.open(file, header));
            shown.set(0);
            while (shown.getAndIncrement() < MOST_FRAMES) {
                if (meter.measure(frames::next).isEmpty()) {
                    return;
                }
            }
        };
        if (meter(reading).bytes() > most * shown.get()) {
            meter(reading).requireAtMost(most * shown.get());
        }
    }

    private static void decode(BandDecoder decoder, byte[] file, ImageHeader header, Demand demand, Meter meter)
            throws ImageException {
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            Bands bands = meter.measure(() -> decoder.open(file, header, demand, scratch));
            List<RowSink> sinks = new ArrayList<>();
            bands.grids().forEach(grid -> sinks.add(new FixedRows(new float[grid.phases()][grid.places()])));
            meter.measure(() -> {
                bands.decode(sinks, Checkpoint.NONE);
                return bands;
            });
        }
    }

    /** What is measured of it. */
    @FunctionalInterface
    private interface Measured {
        void read(Meter meter) throws ImageException;
    }

    /** Loading classes allocates too, so that only what happens again is held against the reader. */
    private static void requireAtMost(long mostBytes, Measured reading) {
        if (meter(reading).bytes() > mostBytes) {
            meter(reading).requireAtMost(mostBytes);
        }
    }

    private static Meter meter(Measured reading) {
        Meter meter = new Meter();
        try {
            reading.read(meter);
        } catch (ImageException refusal) {
            requireSentence(refusal);
        }
        meter.requireSoon();
        return meter;
    }

    private static void requireSentence(ImageException refusal) {
        if (!refusal.getMessage().endsWith(".")) {
            throw new AssertionError(refusal);
        }
    }

    /** Takes every row, keeps none. */
    private record FixedRows(float[][] rows) implements RowSink {
        @Override
        public float[][] row(int y) {
            return rows;
        }

        @Override
        public void complete(int end) {
            // Nothing is done with them.
        }
    }
}
