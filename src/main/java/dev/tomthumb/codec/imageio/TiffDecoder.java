package dev.tomthumb.codec.imageio;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Set;

/** TIFF by TwelveMonkeys: the first page. */
final class TiffDecoder implements Decoder {
    private final Reading reading = new Reading(new TIFFImageReaderSpi(), "TIFF");

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.TIFF);
    }

    /** The samples as stored, a strip that may be the whole of them again, and the 8-bit copy. */
    @Override
    public long memory(ImageHeader header) {
        int stored = header.channels() * Math.max(1, (header.bitsPerSample() + 7) / 8);
        return header.size().pixels() * (2L * stored + 4) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        return reading.first(file, header.size(), result -> ImagePixels.of(result.image()));
    }
}
