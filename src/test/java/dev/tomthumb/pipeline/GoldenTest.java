package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole renders against pictures that someone has looked at. See {@link Golden} for how they are renewed. */
class GoldenTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20));

    @AfterAll
    static void close() {
        CODECS.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // name, original, mode, width, height, enlarge, dpr, gravity, x, y, background
        "fit,                geometry,     fit,       120, 120, false, 1,   ce,   0,    0,    ",
        "fit-width,          geometry,     fit,       90,  ,    false, 1,   ce,   0,    0,    ",
        "fit-height,         geometry,     fit,       ,    90,  false, 1,   ce,   0,    0,    ",
        "fit-dpr,            geometry,     fit,       60,  60,  false, 2,   ce,   0,    0,    ",
        "fill,               geometry,     fill,      100, 100, false, 1,   ce,   0,    0,    ",
        "fill-north-west,    geometry,     fill,      60,  90,  false, 1,   nowe, 0,    0,    ",
        "fill-south-east,    geometry,     fill,      90,  40,  false, 1,   soea, 0,    0,    ",
        "fill-west-offset,   geometry,     fill,      60,  90,  false, 1,   we,   12,   0,    ",
        "fill-focal-point,   geometry,     fill,      60,  90,  false, 1,   fp,   0.75, 0.5,  ",
        "fill-down,          geometry,     fill-down, 600, 300, false, 1,   ce,   0,    0,    ",
        "force,              geometry,     force,     60,  100, false, 1,   ce,   0,    0,    ",
        "auto-fills,         geometry,     auto,      120, 60,  false, 1,   ce,   0,    0,    ",
        "auto-fits,          geometry,     auto,      60,  120, false, 1,   ce,   0,    0,    ",
        "enlarged,           small,        fit,       100, 100, true,  1,   ce,   0,    0,    ",
        "half-dpr,           geometry,     fit,       120, 120, false, 0.5, ce,   0,    0,    ",
        "turned-5-north,     exif-5,       fill,      90,  40,  false, 1,   no,   0,    0,    ",
        "turned-6-east,      exif-6,       fill,      60,  90,  false, 1,   ea,   0,    0,    ",
        "turned-7-south,     exif-7,       fill,      90,  40,  false, 1,   so,   0,    0,    ",
        "turned-8-west,      exif-8,       fill,      60,  90,  false, 1,   we,   0,    0,    ",
        "alpha,              alpha,        fit,       60,  ,    false, 1,   ce,   0,    0,    ",
        "alpha-on-orange,    alpha,        fit,       60,  ,    false, 1,   ce,   0,    0,    ff8000",
        "checks-become-grey, checkerboard, fit,       30,  ,    false, 1,   ce,   0,    0,    ",
        "gradient,           gradient,     fit,       64,  ,    false, 1,   ce,   0,    0,    ",
        "profile-honoured,   turned-profile.jpg, fit, 96, ,    false, 1,   ce,   0,    0,    ",
        "cmyk,               cmyk.jpg,     fit,       96,  ,   false, 1,   ce,   0,    0,    ",
        "grey,               grey.jpg,     fit,       96,  ,   false, 1,   ce,   0,    0,    ",
        "palette-gif,        palette.gif,  fit,       96,  ,   false, 1,   ce,   0,    0,    ",
        "palette-png,        palette,      fit,       96,  ,   false, 1,   ce,   0,    0,    ",
        "sixteen-bits,       deep.png,     fit,       96,  ,   false, 1,   ce,   0,    0,    ",
        "bitmap,             sample.bmp,   fit,       96,  ,   false, 1,   ce,   0,    0,    ",
        "tiff,               sample.tiff,  fit,       96,  ,   false, 1,   ce,   0,    0,    ",
    })
    void everyTransformLooksAsItDidWhenItWasApproved(
            String name,
            String original,
            String mode,
            Integer width,
            Integer height,
            boolean enlarge,
            double dpr,
            String gravity,
            double x,
            double y,
            String background)
            throws ImageException, IOException {
        Transform transform = new Transform(
                Plans.resize(mode, width, height, enlarge, dpr),
                new Gravity(Plans.gravity(gravity), x, y),
                Optional.ofNullable(background).map(GoldenTest::color));

        Golden.assertLooksLike(name, render(original(original), transform));
    }

    private static byte[] original(String name) {
        return switch (name) {
            case "geometry" -> TestPictures.png(TestPictures.geometry(240, 180));
            case "small" -> TestPictures.png(TestPictures.geometry(32, 24));
            case "alpha" -> TestPictures.png(TestPictures.alphaRamp(180, 60, 0x2040E0));
            case "checkerboard" -> TestPictures.png(TestPictures.checkerboard(240, 180, 4));
            case "gradient" -> TestPictures.png(TestPictures.gradient(256, 128));
            // Not drawn: JDKs smooth edges differently, and the diffusion of errors spreads one pixel of it over all
            // below.
            case "palette" -> TestPictures.png(TestPictures.indexed(TestPictures.gradient(384, 288)));
            case "exif-5", "exif-6", "exif-7", "exif-8" ->
                TestPictures.jpegWithOrientation(TestPictures.geometry(240, 180), name.charAt(5) - '0', 95);
            default -> SampleOriginals.bytes(name);
        };
    }

    private static Color color(String hex) {
        int rgb = Integer.parseInt(hex, 16);
        return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255);
    }

    private static byte[] render(byte[] original, Transform transform) throws ImageException {
        Renderer renderer = new Renderer(
                CODECS.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
        OutputSpec png = new OutputSpec(Optional.of(ImageFormat.PNG), OptionalInt.empty());
        ImageRequest request = new ImageRequest(new SourceRef("test", "/golden"), transform, png, Optional.empty());
        byte[] file = renderer.run(renderer.prepare(original, request), Deadlines.NEVER)
                .bytes();
        assertThat(file).isNotEmpty();
        return file;
    }
}
