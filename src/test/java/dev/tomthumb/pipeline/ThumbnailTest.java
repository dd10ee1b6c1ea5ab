package dev.tomthumb.pipeline;

import static dev.tomthumb.codec.HeifParts.av1;
import static dev.tomthumb.codec.HeifParts.file;
import static dev.tomthumb.codec.HeifParts.ispe;
import static dev.tomthumb.codec.HeifParts.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.HeifParts.Item;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.png.PngEncoder;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Size;
import dev.tomthumb.options.OptionKitchen;
import dev.tomthumb.options.Originals;
import dev.tomthumb.testkit.Deadlines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small picture in an AVIF, as the plan and the decoder see it; libvips itself is tried in its own package. */
class ThumbnailTest {
    private static final OptionKitchen LANGUAGE = new OptionKitchen(Originals.star(24));
    private static final ScratchPool POOL = new ScratchPool(0);
    private static final byte[] FILE = file(
            "avif",
            List.of(new Item(1, "av01", av1(400, 300), ispe(400, 300)), new Item(2, "av01", av1(80, 60), ispe(80, 60))),
            reference("thmb", 2, 1));

    @AfterAll
    static void close() {
        LANGUAGE.close();
        POOL.close();
    }

    /** A grey picture of the size that the header told. */
    private static final class Grey implements Decoder {
        @Override
        public Set<ImageFormat> formats() {
            return Set.of(ImageFormat.AVIF);
        }

        @Override
        public long memory(ImageHeader header) {
            return header.size().pixels();
        }

        @Override
        public Pixels decode(byte[] file, ImageHeader header) {
            return new Pixels(
                    Layout.GREY,
                    List.of(new Plane(header.size().width(), header.size().height())));
        }
    }

    private static Renderer renderer(boolean thumbnails) {
        RenderRules rules = new RenderRules(false, false, true, false, true, thumbnails, Set.of(), FileRules.DEFAULT);
        Codecs codecs = new Codecs(List.of(new Grey()), List.of(new PngEncoder(3)), ColorManagement.NONE);
        return new Renderer(codecs, Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, rules, POOL);
    }

    @ParameterizedTest
    @CsvSource({
        "eth:1,       false, 80x60,   80x60",
        "eth:0,       true,  400x300, 400x300",
        "q:80,        false, 400x300, 400x300",
        "q:80,        true,  80x60,   80x60",
        "eth:1/w:40,  false, 80x60,   40x30",
        "eth:1/w:200, false, 80x60,   80x60",
    })
    void isUsedWhereTheRequestOrElseTheServerSaysSo(String options, boolean rule, String source, String result)
            throws ImageException {
        ImageRequest request = LANGUAGE.request(options, Optional.of(ImageFormat.PNG));
        Renderer renderer = renderer(rule);

        RenderJob job = renderer.prepare(FILE, request);
        Rendered rendered = renderer.run(job, Deadlines.NEVER);

        assertThat(job.sourceSize().map(Size::toString)).contains(source);
        assertThat(rendered.size().map(Size::toString)).contains(result);
    }

    @ParameterizedTest
    @CsvSource({"eth:1", "eth:1/rs:fill:30:30"})
    void itsCopyOfTheFileIsCounted(String options) throws ImageException {
        RenderJob job = renderer(false).prepare(FILE, LANGUAGE.request(options, Optional.of(ImageFormat.PNG)));
        RenderJob without = renderer(false)
                .prepare(
                        file("avif", List.of(new Item(2, "av01", av1(80, 60), ispe(80, 60)))),
                        LANGUAGE.request(options, Optional.of(ImageFormat.PNG)));
        assertThat(job.memory()).isEqualTo(without.memory() + FILE.length);
    }
}
