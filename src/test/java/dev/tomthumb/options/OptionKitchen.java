package dev.tomthumb.options;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Rendered;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.pipeline.SharedDecode;
import dev.tomthumb.pipeline.Stopwatch;
import dev.tomthumb.pipeline.Watermarks;
import dev.tomthumb.pixel.text.Fonts;
import dev.tomthumb.testkit.Deadlines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** From the options of a URL to a file, without a server: the language, the planner and the renderer as they ship. */
public final class OptionKitchen implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Deadline FAR = Deadlines.NEVER;

    private final byte[] mark;
    private final ScratchPool scratch = new ScratchPool(1 << 20);
    private final ProductCodecs product = new ProductCodecs(false, 6, scratch);
    private final Renderer renderer;
    private final ImgproxyDialect dialect;

    /** @param mark the server's watermark, and what lies where {@link OptionExamples#MARK} says */
    public OptionKitchen(byte[] mark) {
        this.mark = mark;
        this.renderer = new Renderer(
                product.codecs(),
                new Limits(4_000_000, OptionalInt.empty(), 4_000_000, 20, OptionalLong.empty()),
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                scratch,
                new Watermarks(new Watermarks.Own(Optional.of(mark), Optional.empty()), 1, Fonts.LOGICAL_ONLY));
        OptionRules rules =
                new OptionRules(Set.of(), true, true, Presets.of(List.of("old=mc:0.8:a08050/bl:0.5"), ":"), 8);
        this.dialect = new ImgproxyDialect(
                ImgproxyConfig.unsigned("/img/", Set.of("s3")).withOptions(rules), InstantSource.fixed(NOW));
    }

    /** The codecs of this installation. */
    public Codecs codecs() {
        return product.codecs();
    }

    /**
     * What a URL with these options asks for.
     *
     * @param output as the extension behind the source
     */
    public ImageRequest request(String options, Optional<ImageFormat> output) throws ImageException {
        String extension = output.map(format -> "@" + format.extension()).orElse("");
        String path = "/img/_/" + options + "/plain/s3://originals/any" + extension;
        return dialect.parse(new RequestUrl(path, path, "")).orElseThrow().image();
    }

    /** The plan. */
    public RenderJob prepare(byte[] original, ImageRequest request) throws ImageException {
        return renderer.prepare(
                original,
                request,
                renderer.watermarkToFetch(request).map(source -> mark),
                dev.tomthumb.codec.Checkpoint.NONE);
    }

    /** The file. */
    public Rendered run(RenderJob job) throws ImageException {
        return renderer.run(job, FAR);
    }

    /** Whether its original may be decoded together with that of others. */
    public boolean sharesDecode(RenderJob job) {
        return renderer.sharesDecode(job);
    }

    /** The file, its original decoded together with that of others. */
    public Rendered run(RenderJob job, Deadline deadline, SharedDecode.Seat seat) throws ImageException {
        return renderer.run(job, deadline, new Stopwatch(), seat);
    }

    @Override
    public void close() {
        product.close();
        scratch.close();
    }
}
