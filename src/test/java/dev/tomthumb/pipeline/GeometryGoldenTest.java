package dev.tomthumb.pipeline;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one should see of cutting, turning, extending, padding, trimming, looking and chaining. */
class GeometryGoldenTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 9, new ScratchPool(1 << 20));

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static Arguments row(String name, byte[] original, Asked... passes) {
        return Arguments.of(
                name, original, Stream.of(passes).map(Asked::transform).toList());
    }

    static Stream<Arguments> rows() {
        byte[] geometry = TestPictures.png(TestPictures.geometry(240, 180));
        byte[] photo = TestPictures.jpeg(TestPictures.geometry(240, 180), 95);
        byte[] sideways = TestPictures.jpegWithOrientation(TestPictures.geometry(240, 180), 6, 95);
        byte[] alpha = TestPictures.png(TestPictures.alphaRamp(120, 40, 0x2040E0));
        byte[] framed = TestPictures.png(framed(0xF4F4F4));
        byte[] spot = TestPictures.png(spot());
        Trim even = new Trim(10, Optional.empty(), true, true);
        Trim white = new Trim(20, Optional.of(Color.WHITE), false, false);
        return Stream.of(
                row("crop-north-east", geometry, Asked.nothing().crop(120, 90, "noea", 0, 0)),
                row(
                        "crop-then-fit",
                        photo,
                        Asked.nothing().crop(0.5, 0.5, "sowe", 0, 0).resize("fit", 60, 60)),
                row("crop-of-a-turned", sideways, Asked.nothing().crop(120, 90, "nowe", 0, 0)),
                row("crop-to-a-square", geometry, Asked.nothing().cropShaped(0, 0, 1, false)),
                row(
                        "rotate-90",
                        geometry,
                        Asked.nothing().turn(90, false, false).resize("fit", 120, 120)),
                row(
                        "rotate-270-flip",
                        photo,
                        Asked.nothing().turn(270, true, false).resize("fit", 120, 120)),
                row("flip-both", geometry, Asked.nothing().turn(0, true, true).resize("fit", 120, 120)),
                row("turned-left-alone", sideways, Asked.nothing().auto(false).resize("fit", 120, 120)),
                row(
                        "extend-south",
                        geometry,
                        Asked.nothing().resize("fit", 120, 120).extend("so", 0, 5)),
                row(
                        "extend-photo-on-red",
                        photo,
                        Asked.nothing()
                                .resize("fit", 120, 120)
                                .extend("ce", 0, 0)
                                .background(0xC02020)),
                row(
                        "extend-aspect-ratio",
                        geometry,
                        Asked.nothing().resize("fit", 100, 300).extendAspectRatio("no", 0, 0)),
                row(
                        "padding-dpr",
                        photo,
                        Asked.nothing()
                                .resize("fit", 60, 45)
                                .padding(5, 10, 15, 20)
                                .dpr(2)),
                row("background-half", alpha, Asked.nothing().background(0xFF8000, 0.5)),
                row(
                        "padded-background-half",
                        geometry,
                        Asked.nothing()
                                .resize("fit", 60, 45)
                                .padding(9, 9, 9, 9)
                                .background(0x20A020, 0.5)),
                row("trim", framed, Asked.nothing().trim(10)),
                row("trim-even", framed, Asked.nothing().trim(even)),
                row("trim-white-then-fill", framed, Asked.nothing().trim(white).resize("fill", 60, 60)),
                row("smart-fill", spot, Asked.nothing().resize("fill", 80, 80).gravity("sm", 0, 0)),
                row("smart-crop", spot, Asked.nothing().crop(60, 60, "sm", 0, 0)),
                row("nearest", geometry, Asked.nothing().resize("fit", 90, 90).kernel(Resize.Kernel.NEAREST)),
                row("linear", geometry, Asked.nothing().resize("fit", 90, 90).kernel(Resize.Kernel.LINEAR)),
                row(
                        "min-width-cut",
                        geometry,
                        Asked.nothing().resize("fit", 100, 60).atLeast(160, null)),
                row("zoomed", geometry, Asked.nothing().resize("fit", 60, 60).zoom(2, 1)),
                row(
                        "chained",
                        photo,
                        Asked.nothing()
                                .resize("fill", 80, 80)
                                .padding(6, 6, 6, 6)
                                .background(0x2040E0),
                        Asked.nothing().turn(90, false, false).padding(3, 3, 3, 3),
                        Asked.nothing().resize("fit", 70, 70)));
    }

    /** A picture that does not lie in the middle of its frame. */
    private static BufferedImage framed(int rgb) {
        BufferedImage image = new BufferedImage(180, 140, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new java.awt.Color(rgb));
        g.fillRect(0, 0, 180, 140);
        g.drawImage(TestPictures.geometry(96, 72), 20, 30, null);
        g.dispose();
        image.setRGB(5, 5, 0);
        return image;
    }

    /** A skin-coloured disc with a hard edge in an otherwise calm picture. */
    private static BufferedImage spot() {
        BufferedImage image = new BufferedImage(320, 160, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 320; x++) {
                boolean inside = Math.hypot(x - 250, y - 60) < 22;
                image.setRGB(x, y, inside ? 0xE0A882 : 0x507090 + (y / 4) * 0x010101);
            }
        }
        return image;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void itLooksAsItDidWhenItWasApproved(String name, byte[] original, List<Transform> passes)
            throws ImageException, IOException {
        Golden.assertLooksLike("geometry-" + name, render(original, passes));
    }

    private static byte[] render(byte[] original, List<Transform> passes) throws ImageException {
        Renderer renderer = new Renderer(
                CODECS.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/golden"),
                Reading.PLAIN,
                passes.get(0),
                passes.subList(1, passes.size()),
                new OutputSpec(Optional.of(ImageFormat.PNG), OptionalInt.empty()),
                Optional.empty());
        return renderer.run(renderer.prepare(original, request), Deadlines.NEVER)
                .bytes();
    }
}
