package dev.tomthumb.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.jpeg.encode.JpegEncoder;
import dev.tomthumb.codec.png.PngDecoder;
import dev.tomthumb.codec.png.PngEncoder;
import dev.tomthumb.codec.webp.WebpDecoder;
import dev.tomthumb.http.Negotiation;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A machine for which webp-imageio has no libwebp, or whose temporary directory forbids to load it. */
class WithoutLibwebpTest {
    private static final String CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
    private static final Deadline FAR = Deadlines.NEVER;

    private final ScratchPool scratch = new ScratchPool(1 << 20);
    private final Codecs codecs = codecs();
    private final Renderer renderer = new Renderer(
            codecs, Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, RenderRules.DEFAULT, scratch);

    private Codecs codecs() {
        ImageIoCodecs imageIo = ImageIoCodecs.create(() -> {
            throw new UnsatisfiedLinkError("no such machine");
        });
        List<Decoder> decoders = new ArrayList<>(imageIo.decoders());
        decoders.add(new PngDecoder());
        decoders.add(new WebpDecoder());
        List<Encoder> encoders = new ArrayList<>(List.of(new JpegEncoder(scratch), new PngEncoder(3)));
        encoders.addAll(imageIo.encoders());
        return new Codecs(decoders, encoders, imageIo.color());
    }

    @Test
    void negotiationSkipsWebp() {
        assertThat(Negotiation.choose(List.of(ImageFormat.WEBP), codecs.writable(), CHROME))
                .isEmpty();
        assertThat(Negotiation.choose(List.of(ImageFormat.AVIF, ImageFormat.WEBP), codecs.writable(), CHROME))
                .isEmpty();
    }

    @Test
    void webpIsRefusedByNameWhereTheUrlNamesIt() {
        byte[] original = TestPictures.png(TestPictures.geometry(40, 30));
        ImageException refusal = catchThrowableOfType(
                ImageException.class, () -> renderer.prepare(original, request(Optional.of(ImageFormat.WEBP))));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT);
        assertThat(refusal)
                .hasMessageStartingWith("This server cannot write WebP without libwebp (")
                .hasMessageContaining(". Available are JPEG, PNG, GIF");
    }

    @Test
    void whatTheUrlLeavesOpenIsRenderedAllTheSame() throws ImageException {
        byte[] png = TestPictures.png(TestPictures.geometry(40, 30));
        assertThat(renderer.run(renderer.prepare(png, request(Optional.empty())), FAR)
                        .format())
                .isEqualTo(ImageFormat.PNG);
        byte[] webp = TestCodecs.encoder(ImageFormat.WEBP)
                .encode(codecs.decoder(ImageFormat.PNG).decode(png, codecs.header(png)), Encoding.of(80));
        assertThat(renderer.run(renderer.prepare(webp, request(Optional.empty())), FAR)
                        .format())
                .isEqualTo(ImageFormat.JPEG);
    }

    private static ImageRequest request(Optional<ImageFormat> format) {
        return new ImageRequest(
                new SourceRef("test", "/picture"),
                Transform.NONE,
                new OutputSpec(format, OptionalInt.empty()),
                Optional.empty());
    }
}
