package dev.tomthumb.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.options.OptionExample.Shows;
import dev.tomthumb.pipeline.Rendered;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pictures of {@code docs/options.md} are what the pipeline makes now; {@code -Ddocs.update=true} writes them. */
class OptionGalleryTest {
    private static final Path DIRECTORY = Path.of("docs/images/options");
    private static final long MOST_BYTES = 600_000;
    /** Mathematics of other machines may round differently, and JPEG spreads it: mean of all samples' differences. */
    private static final double MEAN = 1.5;

    private static Map<String, Rendered> pictures = Map.of();

    @BeforeAll
    static void make() throws ImageException, IOException {
        pictures = new OptionGallery().pictures();
        if (Boolean.getBoolean("docs.update")) {
            write();
        }
    }

    private static void write() throws IOException {
        Files.createDirectories(DIRECTORY);
        for (String name : kept()) {
            Files.delete(DIRECTORY.resolve(name));
        }
        for (Map.Entry<String, Rendered> picture : pictures.entrySet()) {
            Files.write(DIRECTORY.resolve(picture.getKey()), picture.getValue().bytes());
        }
    }

    private static Set<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void thereIsAPictureOfEveryOptionThatIsSeen() throws IOException {
        assertThat(kept()).isEqualTo(pictures.keySet());
    }

    @Test
    void thePicturesAreSmall() throws IOException {
        long bytes = 0;
        for (String name : kept()) {
            bytes += Files.size(DIRECTORY.resolve(name));
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void thePicturesAreWhatThePipelineMakes() throws IOException {
        Set<String> letters = OptionGallery.pictured().stream()
                .filter(example -> example.shows() == Shows.LETTERS)
                .map(OptionExample::option)
                .collect(Collectors.toSet());
        for (Map.Entry<String, Rendered> picture : pictures.entrySet()) {
            BufferedImage kept = read(Files.readAllBytes(DIRECTORY.resolve(picture.getKey())));
            BufferedImage made = read(picture.getValue().bytes());
            assertThat(List.of(kept.getWidth(), kept.getHeight()))
                    .as(picture.getKey())
                    .isEqualTo(List.of(made.getWidth(), made.getHeight()));
            if (!letters.contains(picture.getKey().replaceFirst("\\..*", ""))) {
                assertThat(difference(kept, made))
                        .as("%s is stale; -Ddocs.update=true writes it anew", picture.getKey())
                        .isLessThan(MEAN);
            }
        }
    }

    /** Every option changes something: a picture that is another one's twin shows nothing. */
    @Test
    void noPictureIsThatOfTheOriginal() throws IOException {
        BufferedImage original = read(pictures.get("original.jpg").bytes());
        for (Map.Entry<String, Rendered> picture : pictures.entrySet()) {
            BufferedImage made = read(picture.getValue().bytes());
            boolean sameSize = made.getWidth() == original.getWidth() && made.getHeight() == original.getHeight();
            if (sameSize && !picture.getKey().equals("original.jpg")) {
                assertThat(difference(original, made)).as(picture.getKey()).isGreaterThan(MEAN);
            }
        }
    }

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        return sum / (4.0 * one.getWidth() * one.getHeight());
    }
}
