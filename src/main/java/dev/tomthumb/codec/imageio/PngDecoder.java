package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Set;
import javax.imageio.spi.ImageReaderSpi;

/** PNG by the JDK. */
final class PngDecoder implements Decoder {
    private final Reading reading;

    PngDecoder(ImageReaderSpi jdk) {
        this.reading = new Reading(jdk, "PNG");
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.PNG);
    }

    /** The samples as stored; and where those are not bytes yet (palette, few bits, 16 bits), the expanded copy. */
    @Override
    public long memory(ImageHeader header) {
        boolean copied = header.bitsPerSample() != 8 || header.channels() == 1;
        int stored = header.channels() * (header.bitsPerSample() > 8 ? 2 : 1);
        return header.size().pixels() * (stored + (copied ? 4 : 0)) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        return reading.first(PngEssentials.of(file), header.size(), result -> ImagePixels.of(result.image()));
    }
}
