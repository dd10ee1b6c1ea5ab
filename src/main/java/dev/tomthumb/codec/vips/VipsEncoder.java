package dev.tomthumb.codec.vips;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** AVIF, HEIC or JPEG XL by libvips: lossy, 8 bits; unless told otherwise, colours are subsampled below quality 90. */
final class VipsEncoder implements Encoder {
    private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private final Vips vips;
    private final ImageFormat format;
    private final int effort;

    /** @param effort how much time may be spent: 0..9, for JPEG XL 1..9 */
    VipsEncoder(Vips vips, ImageFormat format, int effort) {
        this.vips = vips;
        this.format = format;
        this.effort = effort;
    }

    @Override
    public ImageFormat format() {
        return format;
    }

    @Override
    public boolean embedsProfile() {
        return true;
    }

    /** Interleaved samples twice, and the library's own planes and work. */
    @Override
    public long memory(Size size) {
        return size.pixels() * (4 + 4 + 64) + (32 << 20);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        requireFits(new Size(pixels.width(), pixels.height()));
        Vips.Picture picture = new Vips.Picture(
                pixels.width(),
                pixels.height(),
                pixels.layout().planes(),
                Plane.interleaved(pixels.planes()),
                encoding.profile(),
                encoding.exif().map(VipsEncoder::prefixed));
        try {
            return vips.save(picture, format, new Vips.Coding(encoding.quality(), effort, encoding.subsampling()));
        } catch (VipsException refused) {
            throw new ImageException(
                    Problem.INTERNAL, "The picture could not be written as " + Formats.label(format) + ".", refused);
        } catch (OutOfMemoryError full) {
            throw new ImageException(Problem.OVERLOADED, "There is no memory for this picture just now.", full);
        }
    }

    private void requireFits(Size size) throws ImageException {
        int most = Formats.longestSide(format);
        if (size.width() > most || size.height() > most) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A " + Formats.label(format) + " is at most " + most + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
    }

    private static byte[] prefixed(byte[] exif) {
        return ByteBuffer.allocate(EXIF_PREFIX.length + exif.length)
                .put(EXIF_PREFIX)
                .put(exif)
                .array();
    }
}
