package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * The fence around a foreign library that reads a foreign file: whatever it throws becomes a refusal, its reader is
 * always disposed of, and it never starts on a picture of another size than the one that was checked.
 */
final class Reading {
    private final ImageReaderSpi provider;
    private final String name;

    /**
     * @param provider makes the readers
     * @param name the format's name in refusals
     */
    Reading(ImageReaderSpi provider, String name) {
        this.provider = provider;
        this.name = name;
    }

    /** What comes out, and what the library had to say about it. */
    record Result(BufferedImage image, List<String> warnings) {}

    /** Turns what was read into pixels. */
    @FunctionalInterface
    interface Conversion {
        Pixels of(Result result) throws ImageException;
    }

    /**
     * The first picture of {@code file}.
     *
     * @param expected the size that the header told
     * @param conversion also runs inside the fence
     * @throws ImageException {@code BROKEN_IMAGE} for whatever goes wrong
     */
    Pixels first(byte[] file, Size expected, Conversion conversion) throws ImageException {
        try {
            return conversion.of(read(file, expected));
        } catch (IOException | RuntimeException e) {
            throw broken("cannot be decoded", e);
        } catch (StackOverflowError | AssertionError | InternalError e) {
            throw broken("cannot be decoded", e);
        } catch (OutOfMemoryError e) {
            // What the header promised was reserved before: this file asked for more than that.
            throw broken("needs more memory than a picture of its size may", e);
        }
    }

    private Result read(byte[] file, Size expected) throws IOException, ImageException {
        ImageReader reader = provider.createReaderInstance(null);
        try (FileStream stream = new FileStream(file)) {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, false, true);
            requireSame(expected, new Size(reader.getWidth(0), reader.getHeight(0)));
            return new Result(reader.read(0), warnings);
        } finally {
            reader.dispose();
        }
    }

    /** @throws ImageException {@code BROKEN_IMAGE} if the picture is not of the size that was checked */
    void requireSame(Size expected, Size found) throws ImageException {
        if (!found.equals(expected)) {
            throw broken("says " + expected + " in its header and " + found + " later", null);
        }
    }

    private ImageException broken(String what, @Nullable Throwable cause) {
        String sentence = "The original is a damaged " + name + ": it " + what + ".";
        return cause == null
                ? new ImageException(Problem.BROKEN_IMAGE, sentence)
                : new ImageException(Problem.BROKEN_IMAGE, sentence, cause);
    }
}
