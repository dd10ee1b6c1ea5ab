package dev.tomthumb.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The sample originals of the demonstration and the tests. Everything is drawn when asked for, from fixed seeds: two
 * calls give the same bytes.
 */
public final class SampleOriginals {
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String WEBP = "image/webp";

    private SampleOriginals() {}

    private interface Drawing {
        byte[] bytes() throws IOException;
    }

    private record Original(Sample sample, Drawing drawing) {}

    /** What {@link #drawAll} writes, in the order in which people should see it. */
    public static List<Sample> all() {
        return originals().stream().map(Original::sample).toList();
    }

    /**
     * One sample as bytes. The landscape takes seconds, the rest well under one.
     *
     * @throws IllegalArgumentException if no sample has this name
     */
    public static byte[] bytes(String name) {
        for (Original original : originals()) {
            if (original.sample().name().equals(name)) {
                try {
                    return original.drawing().bytes();
                } catch (IOException impossible) {
                    throw new UncheckedIOException("Could not draw " + name, impossible);
                }
            }
        }
        throw new IllegalArgumentException(
                "No sample original is called " + name + "; SampleOriginals.all() lists them");
    }

    /**
     * Writes every sample into the directory, which is created if need be; existing files of these names are replaced.
     *
     * @throws IOException if a file cannot be written, also if this JVM cannot express a file name (it was started in a
     *     locale without Unicode)
     */
    public static void drawAll(Path dir) throws IOException {
        Files.createDirectories(dir);
        for (Original original : originals()) {
            Files.write(
                    resolve(dir, original.sample().name()), original.drawing().bytes());
        }
    }

    /** Writes the deliberately bad files (see {@link BrokenOriginals}) into the directory, which is created if need be. */
    public static void drawBroken(Path dir) throws IOException {
        Files.createDirectories(dir);
        for (String name : BrokenOriginals.names()) {
            Files.write(dir.resolve(name), BrokenOriginals.bytes(name));
        }
    }

    private static Path resolve(Path dir, String name) throws IOException {
        try {
            return dir.resolve(name);
        } catch (InvalidPathException unmappable) {
            throw new IOException(
                    "This JVM cannot write the file name '" + name + "': start it with LC_ALL=C.UTF-8", unmappable);
        }
    }

    private static List<Original> originals() {
        List<Original> list = new ArrayList<>();
        photographs(list);
        orientations(list);
        formats(list);
        profiles(list);
        names(list);
        return List.copyOf(list);
    }

    private static void photographs(List<Original> list) {
        add(
                list,
                "landscape.jpg",
                JPEG,
                4000,
                3000,
                "A mountain lake in the morning, 12 megapixels, baseline JPEG",
                () -> ImageFiles.jpeg(new LandscapeScene(Mood.MORNING).draw(4000, 3000), 0.88f));
        add(
                list,
                "landscape-progressive.jpg",
                JPEG,
                1600,
                1200,
                "The lake in the evening, progressive JPEG",
                () -> ImageFiles.progressiveJpeg(new LandscapeScene(Mood.EVENING).draw(1600, 1200), 0.88f));
        add(
                list,
                "portrait.jpg",
                JPEG,
                1200,
                1600,
                "A lighthouse at dusk, taller than wide",
                () -> ImageFiles.jpeg(new LighthouseScene().draw(1200, 1600), 0.90f));
        add(
                list,
                "wide.jpg",
                JPEG,
                6000,
                1000,
                "A panorama six times as wide as high",
                () -> ImageFiles.jpeg(new LandscapeScene(Mood.NOON).draw(6000, 1000), 0.86f));
    }

    private static void orientations(List<Original> list) {
        for (int i = 1; i <= 8; i++) {
            int orientation = i;
            int width = orientation >= 5 ? 800 : 600;
            Sample sample = new Sample(
                    "portrait_" + orientation + ".jpg",
                    JPEG,
                    width,
                    1400 - width,
                    OptionalInt.of(orientation),
                    "EXIF orientation " + orientation + ": shown upright, the arrow points up");
            list.add(new Original(
                    sample,
                    () -> OrientationCard.jpeg(OrientationCard.upright(600, 800, orientation), orientation, 0.90f)));
        }
    }

    private static void formats(List<Original> list) {
        add(
                list,
                "alpha.png",
                PNG,
                800,
                600,
                "RGBA with soft edges and an opacity ramp",
                () -> ImageFiles.encode(SmallPictures.transparency(800, 600), PNG));
        add(
                list,
                "indexed.png",
                PNG,
                640,
                480,
                "216 colours from a palette",
                () -> ImageFiles.encode(SmallPictures.indexed(scene(Mood.NOON, 640, 480)), PNG));
        add(list, "deep.png", PNG, 640, 480, "16 bits per channel, gentle ramps", () -> SpecialFiles.deep(640, 480));
        add(list, "tiny.png", PNG, 1, 1, "One pixel, a quarter transparent", SpecialFiles::tiny);
        add(
                list,
                "huge.png",
                PNG,
                12_000,
                9_000,
                "108 megapixels in few bytes, over the default limit",
                () -> SpecialFiles.huge(12_000, 9_000));
        add(
                list,
                "palette.gif",
                "image/gif",
                480,
                480,
                "16 colours, one of them transparent",
                () -> ImageFiles.encode(SmallPictures.badge(480, 480), "image/gif"));
        add(
                list,
                "animated.gif",
                "image/gif",
                240,
                160,
                "12 frames, repeated for ever",
                () -> GifFile.animated(SmallPictures.rollingBall(240, 160, 12), 8));
        add(
                list,
                "grey.jpg",
                JPEG,
                1200,
                900,
                "One component: greys only",
                () -> SpecialFiles.grey(scene(Mood.MORNING, 1200, 900)));
        add(
                list,
                "cmyk.jpg",
                JPEG,
                900,
                675,
                "Four inks as Adobe's programs write them, inverted",
                () -> SpecialFiles.cmyk(scene(Mood.EVENING, 900, 675)));
        add(
                list,
                "sample.bmp",
                "image/bmp",
                400,
                300,
                "Windows bitmap, 24 bits per pixel",
                () -> ImageFiles.encode(scene(Mood.MORNING, 400, 300), "image/bmp"));
        add(
                list,
                "sample.tiff",
                "image/tiff",
                640,
                480,
                "TIFF, 24 bits per pixel",
                () -> ImageFiles.encode(scene(Mood.NOON, 640, 480), "image/tiff"));
        if (ImageFiles.canEncode(WEBP)) {
            add(
                    list,
                    "photo.webp",
                    WEBP,
                    1200,
                    900,
                    "Lossy WebP",
                    () -> ImageFiles.encode(scene(Mood.EVENING, 1200, 900), WEBP));
        }
    }

    private static void profiles(List<Original> list) {
        add(
                list,
                "display-p3.jpg",
                JPEG,
                900,
                600,
                "Display P3 profile: no word is seen where it is honoured",
                () -> SpecialFiles.displayP3(900, 600));
        add(
                list,
                "turned-profile.jpg",
                JPEG,
                800,
                600,
                "A profile that turns the channels: odd colours where ignored",
                () -> SpecialFiles.turnedChannels(scene(Mood.MORNING, 800, 600)));
    }

    private static void names(List<Original> list) {
        named(list, "a name with spaces.jpg", Mood.MORNING.over(2), "A file name with spaces");
        named(list, "한국어 사진.jpg", Mood.EVENING.over(4), "A Korean file name");
        named(list, "plus+sign.jpg", Mood.NOON.over(5), "A plus sign that must not become a space");
        named(list, "ünïcödé & more.jpg", Mood.DUSK, "Accents (composed, NFC) and an ampersand");
    }

    private static void named(List<Original> list, String name, Mood mood, String description) {
        add(list, name, JPEG, 640, 480, description, () -> ImageFiles.jpeg(scene(mood, 640, 480), 0.88f));
    }

    private static BufferedImage scene(Mood mood, int width, int height) {
        return new LandscapeScene(mood).draw(width, height);
    }

    private static void add(
            List<Original> list, String name, String type, int width, int height, String text, Drawing drawing) {
        list.add(new Original(new Sample(name, type, width, height, OptionalInt.empty(), text), drawing));
    }
}
