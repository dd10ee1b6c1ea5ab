package dev.tomthumb.bench;

import dev.tomthumb.codec.FloatRows;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The sums of whole arrays that everything is made of. Each must become vector instructions: about 0.1 ns for an element,
 * where a scalar loop takes 0.5 ns and more. {@code -Dbench.jvm=-XX:-UseSuperWord} shows what they cost without.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
    private static final int MOST_TAPS = 12;

    /** A row of blocks of a 2725 pixels wide picture, and a long row. */
    @Param({"344", "2048"})
    int n;

    private float[] out = {};
    private float[][] rows = {};
    private float[] six = {};
    private float[] twelve = {};

    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(1);
        out = new float[n];
        rows = new float[MOST_TAPS][n];
        for (float[] row : rows) {
            for (int i = 0; i < n; i++) {
                row[i] = random.nextFloat() * 255;
            }
        }
        six = weights(6);
        twelve = weights(MOST_TAPS);
    }

    private static float[] weights(int taps) {
        float[] weights = new float[taps];
        Arrays.fill(weights, 1f / taps);
        return weights;
    }

    @Benchmark
    public float[] weighOne() {
        FloatRows.weigh(out, rows[0], 0.5f, n);
        return out;
    }

    @Benchmark
    public float[] weighTwo() {
        FloatRows.weigh(out, rows[0], 0.5f, rows[1], 0.5f, n);
        return out;
    }

    @Benchmark
    public float[] weighThree() {
        FloatRows.weigh(out, rows[0], 0.3f, rows[1], 0.3f, rows[2], 0.4f, n);
        return out;
    }

    @Benchmark
    public float[] weighFour() {
        FloatRows.weigh(out, rows[0], 0.2f, rows[1], 0.2f, rows[2], 0.3f, rows[3], 0.3f, n);
        return out;
    }

    @Benchmark
    public float[] weighFive() {
        FloatRows.weigh(out, rows[0], 0.2f, rows[1], 0.2f, rows[2], 0.2f, rows[3], 0.2f, rows[4], 0.2f, n);
        return out;
    }

    /** Weights so small that the sum stays finite however often it is added to. */
    @Benchmark
    public float[] addOne() {
        FloatRows.add(out, rows[0], 1e-9f, n);
        return out;
    }

    @Benchmark
    public float[] addTwo() {
        FloatRows.add(out, rows[0], 1e-9f, rows[1], -1e-9f, n);
        return out;
    }

    @Benchmark
    public float[] addFour() {
        FloatRows.add(out, rows[0], 1e-9f, rows[1], -1e-9f, rows[2], 1e-9f, rows[3], -1e-9f, n);
        return out;
    }

    @Benchmark
    public float[] plus() {
        FloatRows.plus(out, rows[0], rows[1], n);
        return out;
    }

    @Benchmark
    public float[] minus() {
        FloatRows.minus(out, rows[0], rows[1], n);
        return out;
    }

    @Benchmark
    public float[] clamp() {
        FloatRows.clamp(rows[0], n);
        return rows[0];
    }

    @Benchmark
    public float[] sixTaps() {
        FloatRows.weigh(out, rows, six, n);
        return out;
    }

    @Benchmark
    public float[] twelveTaps() {
        FloatRows.weigh(out, rows, twelve, n);
        return out;
    }
}
