package dev.tomthumb.bench;

import dev.tomthumb.codec.BandEncoder;
import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
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

/** Planes to a JPEG of quality 80. What it takes to copy the columns, which the encoder may write over, is counted too. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {
    private static final Encoding ENCODING = Encoding.of(80);

    @Param({"320", "720", "1600"})
    int width;

    private final Engine engine = Engine.open();
    private final ScratchPool pool = new ScratchPool(64 << 20);
    private final float[][][] planes = new float[Layout.YCBCR.planes()][][];
    private final float[][][] bands = new float[Layout.YCBCR.planes()][][];
    private Size size = new Size(1, 1);

    @Setup(Level.Trial)
    public void draw() throws IOException, ImageException {
        byte[] original = Files.readAllBytes(Pictures.of(Options.here()).file(Picture.S));
        Raster raster = JdkImages.readRaster(engine.render(original, width, ImageFormat.JPEG, 95));
        size = new Size(raster.getWidth(), raster.getHeight());
        for (int plane = 0; plane < planes.length; plane++) {
            Sampling sampling = plane == 0 ? Sampling.FULL : encoder().chroma(ENCODING);
            planes[plane] = columns(raster, plane, sampling);
            bands[plane] = new float[planes[plane].length][ColumnSink.BAND];
        }
    }

    /** Samples picked, not averaged: how much there is to encode is what matters. */
    private static float[][] columns(Raster raster, int plane, Sampling sampling) {
        float[][] columns = new float[sampling.across(raster.getWidth())][sampling.down(raster.getHeight())];
        for (int x = 0; x < columns.length; x++) {
            for (int y = 0; y < columns[x].length; y++) {
                columns[x][y] = raster.getSample((int) (x / sampling.x()), (int) (y / sampling.y()), plane);
            }
        }
        return columns;
    }

    @TearDown(Level.Trial)
    public void close() {
        engine.close();
        pool.close();
    }

    @Benchmark
    public byte[] jpeg() throws ImageException {
        try (Scratch scratch = pool.lease()) {
            PictureWriter writer = encoder().begin(size, Layout.YCBCR, ENCODING, scratch);
            for (int plane = 0; plane < planes.length; plane++) {
                write(planes[plane], bands[plane], writer.plane(plane));
            }
            return writer.finish();
        }
    }

    private static void write(float[][] columns, float[][] band, ColumnSink sink) throws ImageException {
        int height = columns[0].length;
        for (int top = 0; top < height; top += ColumnSink.BAND) {
            int rows = Math.min(ColumnSink.BAND, height - top);
            for (int x = 0; x < columns.length; x++) {
                System.arraycopy(columns[x], top, band[x], 0, rows);
            }
            sink.band(band, rows);
        }
    }

    private BandEncoder encoder() throws ImageException {
        Encoder encoder = engine.codecs().encoder(ImageFormat.JPEG);
        if (encoder instanceof BandEncoder bandEncoder) {
            return bandEncoder;
        }
        throw new IllegalStateException("This build encodes no bands");
    }
}
