package dev.tomthumb.codec.imageio;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Set;

/** BMP by TwelveMonkeys, which knows alpha masks. */
final class BmpDecoder implements Decoder {
    private final Reading reading = new Reading(new BMPImageReaderSpi(), "BMP");

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.BMP);
    }

    /** At most 32 bits as stored, and the expanded copy. */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * (4 + 4) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        return reading.first(file, header.size(), result -> ImagePixels.of(result.image()));
    }
}
