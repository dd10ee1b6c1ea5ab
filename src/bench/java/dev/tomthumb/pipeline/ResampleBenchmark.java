package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Resize;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The luma plane of a 4:2:0 JPEG of 2725x2225 pixels, decoded to so many eighths, scaled to the width of a rendition. What
 * it takes to copy the rows in is counted too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResampleBenchmark {
    private static final int WIDTH = 2725;
    private static final int HEIGHT = 2225;
    private static final int BLOCK = 8;
    private static final int BLOCK_ROWS_IN_BAND = 2;

    /** Eighths and width as the planner pairs them. */
    @Param({"2:320", "3:720", "6:1600"})
    String scale = "";

    private final ScratchPool pool = new ScratchPool(64 << 20);
    private Grid grid = Grid.ofPixels(1, 1);
    private Axis columns = axis(1, 1, 1);
    private Axis rows = columns;
    private float[] samples = {};

    @Setup(Level.Trial)
    public void plan() {
        int eighths = Integer.parseInt(scale.substring(0, scale.indexOf(':')));
        int width = Integer.parseInt(scale.substring(scale.indexOf(':') + 1));
        int height = Math.round((float) HEIGHT * width / WIDTH);
        grid = grid(eighths);
        columns = axis(grid.width(), grid.spanX() / width, width);
        rows = axis(grid.height(), grid.spanY() / height, height);
        samples = new float[grid.places()];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat() * 255;
        }
    }

    private static Axis axis(int samples, double ratio, int count) {
        return Axis.of(new Axis.Stretch(Axis.Stretched.whole(samples), ratio, 0, count, Resize.Kernel.LANCZOS3, false));
    }

    private static Grid grid(int eighths) {
        double spanX = (double) WIDTH * eighths / BLOCK;
        double spanY = (double) HEIGHT * eighths / BLOCK;
        int width = (int) Math.ceil(spanX);
        int places = (WIDTH + BLOCK - 1) / BLOCK;
        return new Grid(width, (int) Math.ceil(spanY), spanX, spanY, eighths, places, BLOCK_ROWS_IN_BAND * eighths);
    }

    @TearDown(Level.Trial)
    public void close() {
        pool.close();
    }

    @Benchmark
    public void plane(Blackhole hole) throws ImageException {
        ColumnSink sink = (band, height) -> hole.consume(band);
        try (Scratch scratch = pool.lease()) {
            PlaneResampler resampler = new PlaneResampler(grid, columns, rows, sink, scratch);
            for (int top = 0; top < grid.height(); top += grid.band()) {
                int end = Math.min(grid.height(), top + grid.band());
                for (int y = top; y < end; y++) {
                    fill(resampler.row(y));
                }
                resampler.complete(end);
            }
            resampler.requireFinished();
        }
    }

    private void fill(float[][] row) {
        for (float[] phase : row) {
            System.arraycopy(samples, 0, phase, 0, samples.length);
        }
    }
}
