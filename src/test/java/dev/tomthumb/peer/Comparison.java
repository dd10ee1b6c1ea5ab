package dev.tomthumb.peer;

import dev.tomthumb.codec.FormatSniffer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.options.OptionKitchen;
import dev.tomthumb.web.WholeSite.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Two answers to one URL, and in what they differ. */
final class Comparison {
    /** What says the same on every server that speaks this language; entity tags and dates do not. */
    private static final List<String> HEADERS = List.of(
            "content-type",
            "content-disposition",
            "content-security-policy",
            "cache-control",
            "vary",
            "link",
            "x-origin-width",
            "x-origin-height",
            "x-result-width",
            "x-result-height");

    private final OptionKitchen reader;

    /** @param reader decodes what both sides write */
    Comparison(OptionKitchen reader) {
        this.reader = reader;
    }

    /**
     * In words: status, headers, format, size, bytes, pixels.
     *
     * @return one entry for each difference; empty if there is none
     */
    List<String> differences(Answer ours, Answer theirs) throws IOException {
        List<String> differences = new ArrayList<>();
        add(differences, "status", ours.status(), theirs.status());
        if (ours.status() != theirs.status()) {
            return differences;
        }
        for (String header : HEADERS) {
            add(
                    differences,
                    header,
                    ours.headers().getOrDefault(header, "none"),
                    theirs.headers().getOrDefault(header, "none"));
        }
        if (ours.status() == 200) {
            files(differences, ours.body(), theirs.body());
        }
        return differences;
    }

    private static void add(List<String> differences, String what, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            differences.add(what + " " + ours + " / " + theirs);
        }
    }

    private void files(List<String> differences, byte[] ours, byte[] theirs) throws IOException {
        add(differences, "format", format(ours), format(theirs));
        add(differences, "bytes", ours.length, theirs.length);
        Optional<BufferedImage> one = decoded(ours);
        Optional<BufferedImage> other = decoded(theirs);
        if (one.isEmpty() || other.isEmpty()) {
            add(differences, "readable", one.isPresent(), other.isPresent());
            return;
        }
        add(differences, "size", size(one.get()), size(other.get()));
        if (size(one.get()).equals(size(other.get()))) {
            pixels(differences, one.get(), other.get());
        }
    }

    private static String format(byte[] file) {
        return FormatSniffer.sniff(file).map(ImageFormat::token).orElse("none");
    }

    private Optional<BufferedImage> decoded(byte[] file) throws IOException {
        try {
            byte[] png = reader.run(reader.prepare(file, reader.request("q:0", Optional.of(ImageFormat.PNG))))
                    .bytes();
            return Optional.of(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (ImageException unreadable) {
            return Optional.empty();
        }
    }

    private static String size(BufferedImage picture) {
        return picture.getWidth() + "x" + picture.getHeight();
    }

    private static void pixels(List<String> differences, BufferedImage ours, BufferedImage theirs) {
        long sum = 0;
        int worst = 0;
        for (int y = 0; y < ours.getHeight(); y++) {
            for (int x = 0; x < ours.getWidth(); x++) {
                int one = ours.getRGB(x, y);
                int other = theirs.getRGB(x, y);
                for (int shift = 0; shift < 32; shift += 8) {
                    int apart = Math.abs((one >> shift & 0xff) - (other >> shift & 0xff));
                    sum += apart;
                    worst = Math.max(worst, apart);
                }
            }
        }
        if (worst > 0) {
            double mean = sum / (4.0 * ours.getWidth() * ours.getHeight());
            differences.add(String.format(Locale.ROOT, "pixels mean %.2f worst %d", mean, worst));
        }
    }
}
