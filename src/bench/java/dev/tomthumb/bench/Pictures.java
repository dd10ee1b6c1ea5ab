package dev.tomthumb.bench;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the {@link Picture}s: those of a directory, or else drawn ones of the same size. What is made is kept for
 * the next run, for drawing takes seconds.
 */
final class Pictures {
    private final Optional<Path> given;
    private final Path made;

    /**
     * @param given where the real files are; empty = draw them
     * @param made where to keep what is made
     */
    Pictures(Optional<Path> given, Path made) throws IOException {
        this.given = given;
        this.made = made.resolve(given.isPresent() ? "given" : "drawn");
        Files.createDirectories(this.made);
    }

    /** As the options say. */
    static Pictures of(Options options) throws IOException {
        return new Pictures(options.images(), options.target().resolve("images"));
    }

    /** What the table says of the inputs. */
    String description() {
        return given.isPresent() ? "photographs (" + Picture.S.file() + ", …)" : "drawn pictures";
    }

    /** The picture's file, made if need be. */
    Path file(Picture picture) throws IOException {
        Optional<Path> there = given.map(dir -> dir.resolve(picture.file())).filter(Files::isRegularFile);
        if (there.isPresent()) {
            return there.get();
        }
        Path file = made.resolve(picture.file());
        if (!Files.isRegularFile(file)) {
            Files.write(file, make(picture));
        }
        return file;
    }

    private byte[] make(Picture picture) throws IOException {
        return switch (picture) {
            case S, M24 -> TestPictures.jpeg(mosaic(picture), 92);
            case M12 -> TestPictures.jpeg(mosaic(picture), 85);
            case M24_PROGRESSIVE, M12_PROGRESSIVE -> TestPictures.progressiveJpeg(mosaic(picture), 85);
            case M12_PNG -> JdkImages.png(JdkImages.read(Files.readAllBytes(file(Picture.M12))));
        };
    }

    /** The sample landscape, repeated until the picture is full. */
    private static BufferedImage mosaic(Picture picture) throws IOException {
        BufferedImage tile = JdkImages.read(SampleOriginals.bytes("landscape.jpg"));
        BufferedImage mosaic = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = mosaic.createGraphics();
        for (int y = 0; y < picture.height(); y += tile.getHeight()) {
            for (int x = 0; x < picture.width(); x += tile.getWidth()) {
                graphics.drawImage(tile, x, y, null);
            }
        }
        graphics.dispose();
        return mosaic;
    }
}
