package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StopwatchTest {
    private final AtomicLong time = new AtomicLong(1_000_000);
    private final Stopwatch watch = new Stopwatch(time::get);

    private void passes(long millis) {
        time.addAndGet(millis * 1_000_000);
    }

    @Test
    void whatIsNeitherDecodingNorEncodingIsProcessing() {
        passes(3);
        assertThat(watch.time(Stage.PROCESS)).isEqualTo(Duration.ofMillis(3));
        assertThat(watch.time(Stage.DECODE)).isZero();
    }

    @Test
    void anEncoderThatADecoderCallsStopsTheDecodersTime() throws ImageException {
        ColumnSink sink = watch.encoding((ColumnSink) (columns, rows) -> passes(20));
        try (Stopwatch.Part decoding = watch.in(Stage.DECODE)) {
            passes(5);
            sink.band(new float[0][], 0);
            passes(7);
        }
        passes(1);

        assertThat(watch.time(Stage.DECODE)).isEqualTo(Duration.ofMillis(12));
        assertThat(watch.time(Stage.ENCODE)).isEqualTo(Duration.ofMillis(20));
        assertThat(watch.time(Stage.PROCESS)).isEqualTo(Duration.ofMillis(1));
    }

    /** Time that moves by one whenever somebody looks: every part that is entered gets some of it. */
    @Test
    void everyWayThroughTheRendererDecodesAndEncodes() throws ImageException {
        byte[] jpeg = TestPictures.jpeg(TestPictures.geometry(200, 100), 90);
        byte[] png = TestPictures.png(TestPictures.geometry(200, 100));
        byte[] gif = TestPictures.gif(TestPictures.geometry(200, 100));

        for (byte[] original : new byte[][] {jpeg, png, gif}) {
            for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
                Stopwatch ticking = new Stopwatch(time::incrementAndGet);
                render(original, format, ticking);
                assertThat(ticking.time(Stage.DECODE)).isPositive();
                assertThat(ticking.time(Stage.ENCODE)).isPositive();
            }
        }
    }

    private static void render(byte[] original, ImageFormat format, Stopwatch watch) throws ImageException {
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/picture"),
                Plans.only(Plans.resize("fill", 20, 10, false, 1)),
                new OutputSpec(Optional.of(format), OptionalInt.empty()),
                Optional.empty());
        try (ScratchPool scratches = new ScratchPool(1 << 20)) {
            Renderer renderer = new Renderer(
                    ImageFormats.codecs(),
                    Limits.DEFAULT,
                    OutputFormats.DEFAULT,
                    Qualities.DEFAULT,
                    RenderRules.DEFAULT,
                    scratches);
            renderer.run(renderer.prepare(original, request), Deadlines.NEVER, watch);
        }
    }
}
