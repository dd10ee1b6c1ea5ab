package dev.tomthumb.bench;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
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

/** A JPEG to planes, at less than full size, without what comes after. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    @Param({"S", "M12_PROGRESSIVE"})
    String picture = "";

    /** Samples made of every eight. */
    @Param({"1", "2", "3", "6", "8"})
    int eighths;

    private final Engine engine = Engine.open();
    private final ScratchPool pool = new ScratchPool(64 << 20);
    private byte[] file = {};

    @Setup(Level.Trial)
    public void read() throws IOException {
        file = Files.readAllBytes(Pictures.of(Options.here()).file(Picture.valueOf(picture)));
    }

    @TearDown(Level.Trial)
    public void close() {
        engine.close();
        pool.close();
    }

    @Benchmark
    public List<RowSink> planes() throws ImageException {
        ImageHeader header = engine.codecs().header(file);
        BandDecoder decoder = decoder(header);
        int planes = header.components().orElseThrow().layout().planes();
        Demand demand = new Demand(Box.whole(header.size()), Collections.nCopies(planes, eighths));
        try (Scratch scratch = pool.lease()) {
            Bands bands = decoder.open(file, header, demand, scratch);
            List<RowSink> sinks =
                    bands.grids().stream().<RowSink>map(BandSink::new).toList();
            bands.decode(sinks, Checkpoint.NONE);
            return sinks;
        }
    }

    private BandDecoder decoder(ImageHeader header) throws ImageException {
        Decoder decoder = engine.codecs().decoder(header.format());
        if (decoder instanceof BandDecoder bands && bands.hasBands(header)) {
            return bands;
        }
        throw new IllegalStateException("This build decodes no bands of " + header.format());
    }
}
