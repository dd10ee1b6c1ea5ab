package dev.tomthumb.codec.imageio;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Runs a library's writer into memory; the writer is always disposed of. */
final class Writing {
    private final ImageWriterSpi provider;
    private final String name;
    private final int maxSide;

    /**
     * @param provider makes the writers
     * @param name the format's name in refusals
     * @param maxSide the longest side the format can hold
     */
    Writing(ImageWriterSpi provider, String name, int maxSide) {
        this.provider = provider;
        this.name = name;
        this.maxSide = maxSide;
    }

    /** Gets the writer ready: the parameters to write with, and the picture with its metadata. */
    @FunctionalInterface
    interface Preparation {
        IIOImage prepare(ImageWriter writer, ImageWriteParam parameters) throws IOException;
    }

    byte[] write(Size size, Preparation preparation) throws ImageException {
        requireFits(size, maxSide, name);
        ImageWriter writer = null;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            writer = provider.createWriterInstance(null);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            IIOImage image = preparation.prepare(writer, parameters);
            writer.setOutput(stream);
            writer.write(null, image, parameters);
            stream.flush();
        } catch (IOException e) {
            throw new ImageException(Problem.INTERNAL, "The picture could not be written as " + name + ".", e);
        } finally {
            if (writer != null) {
                writer.dispose();
            }
        }
        return file.toByteArray();
    }

    /** @throws ImageException {@code UNSUPPORTED_OUTPUT} if a side is longer than the format can hold */
    static void requireFits(Size size, int maxSide, String name) throws ImageException {
        if (size.width() > maxSide || size.height() > maxSide) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A " + name + " is at most " + maxSide + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
    }
}
