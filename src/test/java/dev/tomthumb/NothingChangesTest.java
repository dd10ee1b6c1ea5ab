package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.PackedFrame;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Rendered;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a URL to pixels: what asks for nothing, or takes back what it did, changes no pixel of whatever came before. */
class NothingChangesTest {
    private static final ScratchPool POOL = new ScratchPool(1 << 20);
    private static final ProductCodecs PRODUCT = new ProductCodecs(false, 1, POOL);
    private static final Codecs CODECS = PRODUCT.codecs();
    private static final Renderer RENDERER =
            new Renderer(CODECS, Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, RenderRules.DEFAULT, POOL);

    private static final List<byte[]> ORIGINALS = List.of(
            TestPictures.png(TestPictures.alphaRamp(31, 50, 0x3060ff)),
            TestPictures.png(TestPictures.indexed(TestPictures.geometry(33, 21))),
            TestPictures.jpegWithOrientation(TestPictures.geometry(61, 47), 6, 80));

    @AfterAll
    static void close() {
        PRODUCT.close();
        POOL.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                        "q:80",
                        "rs:fill:40:30:1/g:sm",
                        "c:0.5:0.7:soea/rot:90",
                        "t:10/rs:fit:17:0/fl:1:0",
                        "rs:fit:20:20/ex:1:noea/pd:3:1/bg:ff0000/bga:0.3",
                        "bl:2/pix:3/mc:0.5:808080/gr:1:0f0:45:0.1:0.9")
                .flatMap(before -> Stream.of(
                                "-/fl:1:0/-/fl:1:0",
                                "-/fl:0:1/-/fl:0:1",
                                "-/rot:90/-/rot:90/-/rot:90/-/rot:90",
                                "-/rot:180/-/fl:1:1",
                                "-/bl:0/sh:0/pix:1/ush:none/pbl:0/ba:5:0.2:0.2:0:0",
                                "-/a:0:1:1/col:0:f00/gr:0:f00/dt:0/mc:0",
                                "-/c:0:0/rs:fit:0:0/pd:0")
                        .map(nothing -> Arguments.of(before, nothing)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void andNoPixelIsAnotherOne(String before, String nothing) throws Exception {
        for (byte[] original : ORIGINALS) {
            Pixels expected = picture(original, before);
            Pixels actual = picture(original, before + "/" + nothing);

            assertThat(actual.width()).isEqualTo(expected.width());
            assertThat(words(actual)).isEqualTo(words(expected));
        }
    }

    /** Whatever colour stands behind what nobody sees. */
    private static int[] words(Pixels pixels) {
        int[] words = PackedFrame.of(pixels);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i] >>> 24 == 0 ? 0 : words[i];
        }
        return words;
    }

    private static Pixels picture(byte[] original, String options) throws Exception {
        String path = "/img/x/" + options + "/f:png/plain/local:///a";
        Deadline far = Deadlines.NEVER;
        Rendered rendered = RENDERER.run(
                RENDERER.prepare(
                        original,
                        dialect()
                                .parse(new RequestUrl(path, path, ""))
                                .orElseThrow()
                                .image()),
                far);
        return decoded(rendered);
    }

    private static Pixels decoded(Rendered rendered) throws ImageException {
        return CODECS.decoder(ImageFormat.PNG).decode(rendered.bytes(), CODECS.header(rendered.bytes()));
    }

    private static Dialect dialect() throws Exception {
        Settings settings = SettingsLoader.load(
                SettingTexts.ofProperties(Map.of(
                        "tomthumb.local.root", Path.of("").toAbsolutePath().toString())),
                new Installation(true, 2, 1L << 30, Path.of("state")));
        Originals originals = new Originals(settings, new Site("ROOT", true, Map.of()), ImageEvents.NONE);
        return new Dialects(settings, originals, InstantSource.system()).all().get(0);
    }
}
