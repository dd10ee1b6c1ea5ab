package dev.tomthumb.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that are not what they claim to be: each must be refused with a clear answer. */
public final class BrokenOriginals {
    private BrokenOriginals() {}

    /**
     * {@code zero.jpg} holds nothing, {@code html.jpg} a web page, {@code truncated.jpg} the first half of a photograph,
     * {@code lying.png} claims 60000x60000 pixels in a few bytes, {@code garbage.bin} is noise.
     */
    public static List<String> names() {
        return List.of("zero.jpg", "html.jpg", "truncated.jpg", "lying.png", "garbage.bin");
    }

    /** One of them as bytes. */
    public static byte[] bytes(String name) {
        return switch (name) {
            case "zero.jpg" -> new byte[0];
            case "html.jpg" -> html();
            case "truncated.jpg" -> truncated();
            case "lying.png" -> lying();
            case "garbage.bin" -> garbage();
            default ->
                throw new IllegalArgumentException("No broken original is called " + name + "; there are " + names());
        };
    }

    private static byte[] html() {
        return "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n"
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] truncated() {
        byte[] whole = TestPictures.jpeg(new LandscapeScene(Mood.NOON).draw(640, 480), 88);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] lying() {
        try {
            byte[] honest = PngFile.write(8, 8, 8, PngFile.GREY, new byte[0], (y, row) -> row[y] = 1);
            byte[] body = Arrays.copyOfRange(honest, 41, honest.length - 16);
            return PngFile.assemble(60_000, 60_000, 8, PngFile.RGB, new byte[0], body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
    }

    private static byte[] garbage() {
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        bytes[0] = 0x55;
        return bytes;
    }
}
