package dev.tomthumb.codec.imageio;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.util.Set;

/** WebP by TwelveMonkeys: no foreign file reaches native code. The first frame of an animation, on its canvas. */
final class WebpDecoder implements Decoder {
    private final Reading reading = new Reading(new WebPImageReaderSpi(), "WebP");

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.WEBP);
    }

    /** The pixels, the canvas, and what TwelveMonkeys keeps of every block: measured at about 45 bytes per pixel. */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * (4 + 4 + 52) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        WebpHeader webp = WebpHeader.read(file);
        reading.requireSame(header.size(), webp.header().size());
        if (!WebpEssentials.isWhole(file)) {
            // The library would read zeros behind the end and call the rest of the picture decoded.
            throw new ImageException(
                    Problem.BROKEN_IMAGE, "The original is a damaged WebP: it ends before its last pixel.");
        }
        return reading.first(
                WebpEssentials.of(file),
                webp.frame(),
                result -> Placed.on(
                        header.size(),
                        WebpRawAlpha.into(ImagePixels.of(result.image()), file),
                        webp.left(),
                        webp.top()));
    }
}
