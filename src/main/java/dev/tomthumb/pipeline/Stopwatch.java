package dev.tomthumb.pipeline;

import dev.tomthumb.codec.AnimationWriter;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Frame;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells what the time of one render goes into. Decoding and encoding take turns where a picture is written while it is
 * read, so it counts rather than notes when. One part lies within another: an encoder that is called by a decoder stops
 * the decoder's time. For one thread at a time.
 */
public final class Stopwatch {
    private final LongSupplier nanoTime;
    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private Stage now = Stage.PROCESS;
    private long mark;

    /** Started. */
    public Stopwatch() {
        this(System::nanoTime);
    }

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.mark = nanoTime.getAsLong();
    }

    /** A part of the render, until it is closed. */
    @FunctionalInterface
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /** From now on it is {@code stage}. */
    Part in(Stage stage) {
        Stage around = now;
        turnTo(stage);
        return () -> turnTo(around);
    }

    private void turnTo(Stage stage) {
        long time = nanoTime.getAsLong();
        nanos.merge(now, time - mark, Long::sum);
        mark = time;
        now = stage;
    }

    /**
     * What {@code stage} has taken until now, of {@code MEMORY} (waiting for a turn once more), {@code DECODE},
     * {@code PROCESS} and {@code ENCODE}.
     */
    public Duration time(Stage stage) {
        turnTo(now);
        return Duration.ofNanos(nanos.getOrDefault(stage, 0L));
    }

    /** The same, its decoding counted. */
    Bands decoding(Bands bands) {
        return new Bands() {
            @Override
            public Layout layout() {
                return bands.layout();
            }

            @Override
            public boolean isDeep() {
                return bands.isDeep();
            }

            @Override
            public List<Grid> grids() {
                return bands.grids();
            }

            @Override
            public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
                try (Part part = in(Stage.DECODE)) {
                    bands.decode(sinks, checkpoint);
                }
            }
        };
    }

    /** The same, its decoding counted. */
    Frames decoding(Frames frames) {
        return new Frames() {
            @Override
            public int plays() {
                return frames.plays();
            }

            @Override
            public Optional<Frame> next() throws ImageException {
                try (Part part = in(Stage.DECODE)) {
                    return frames.next();
                }
            }
        };
    }

    /** The same, what is written there counted as encoding. */
    ColumnSink encoding(ColumnSink sink) {
        return (columns, rows) -> {
            try (Part part = in(Stage.ENCODE)) {
                sink.band(columns, rows);
            }
        };
    }

    /** The same, its encoding counted. */
    AnimationWriter encoding(AnimationWriter writer) {
        return new AnimationWriter() {
            @Override
            public void add(Frame frame) throws ImageException {
                try (Part part = in(Stage.ENCODE)) {
                    writer.add(frame);
                }
            }

            @Override
            public byte[] finish() throws ImageException {
                try (Part part = in(Stage.ENCODE)) {
                    return writer.finish();
                }
            }
        };
    }
}
