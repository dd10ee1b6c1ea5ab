package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.GifHeader;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.util.Set;
import javax.imageio.spi.ImageReaderSpi;

/** GIF by the JDK: the first frame on its logical screen. */
final class GifDecoder implements Decoder {
    private final Reading reading;

    GifDecoder(ImageReaderSpi jdk) {
        this.reading = new Reading(jdk, "GIF");
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.GIF);
    }

    /** Indices and colours of the frame, which is at most the screen, and the screen. */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * (1 + 4 + 4) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        GifHeader gif = GifHeader.read(file);
        reading.requireSame(header.size(), gif.size());
        if (gif.frame().pixels() > header.size().pixels()) {
            throw new ImageException(
                    Problem.BROKEN_IMAGE, "The original is a damaged GIF: its first frame is larger than its screen.");
        }
        return reading.first(
                file,
                gif.frame(),
                result -> Placed.on(header.size(), ImagePixels.of(result.image()), gif.left(), gif.top()));
    }
}
