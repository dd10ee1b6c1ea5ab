package dev.tomthumb.codec.imageio;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Set;

/** WebP by TwelveMonkeys: no foreign file reaches native code. The first frame of an animation, on its canvas. */
final class WebpDecoder implements Decoder {
    private final Reading reading = new Reading(new WebPImageReaderSpi(), "WebP");

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.WEBP);
    }

    /** The pixels; the planes a lossy frame is decoded into, or a lossless frame's transforms; and the canvas. */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * (4 + 8 + 4) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        WebpHeader webp = WebpHeader.read(file);
        reading.requireSame(header.size(), webp.header().size());
        return reading.first(
                WebpEssentials.of(file),
                webp.frame(),
                result -> Placed.on(header.size(), ImagePixels.of(result.image()), webp.left(), webp.top()));
    }
}
