package dev.tomthumb.codec.vips;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Set;

/** AVIF, HEIC or JPEG XL by libvips: the primary picture, or the first frame; turned and cut as the file says. */
final class VipsDecoder implements Decoder {
    private final Vips vips;
    private final ImageFormat format;
    private final ColorManagement color;

    /** @param color turns the pixels of a JPEG XL into sRGB, whose profile only the library can read */
    VipsDecoder(Vips vips, ImageFormat format, ColorManagement color) {
        this.vips = vips;
        this.format = format;
        this.color = color;
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(format);
    }

    /**
     * The library's planes of 16 bits before and after they are turned, its interleaved samples, a copy of them, and ours.
     * Tiles and transparency lie beside them for a while.
     */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * (8 + 8 + 8 + 8 + 4 + 4) + (16 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        Vips.Raster raster = load(file);
        Size size = new Size(raster.width(), raster.height());
        if (!size.equals(header.size())) {
            throw new ImageException(
                    Problem.BROKEN_IMAGE, damaged("it says " + header.size() + " in its header and is " + size));
        }
        Pixels pixels = opaque(pixels(raster), header.alpha());
        return format == ImageFormat.JXL && raster.profile().isPresent()
                ? color.toSrgb(pixels, raster.profile().get())
                : pixels;
    }

    private Vips.Raster load(byte[] file) throws ImageException {
        try {
            return vips.load(file, format);
        } catch (VipsException refused) {
            throw new ImageException(Problem.BROKEN_IMAGE, damaged("it cannot be decoded"), refused);
        } catch (OutOfMemoryError full) {
            throw new ImageException(Problem.OVERLOADED, "There is no memory for this picture just now.", full);
        }
    }

    private Pixels pixels(Vips.Raster raster) throws ImageException {
        Layout layout = switch (raster.bands()) {
            case 1 -> Layout.GREY;
            case 2 -> Layout.GREY_ALPHA;
            case 3 -> Layout.RGB;
            case 4 -> Layout.RGB_ALPHA;
            default ->
                throw new ImageException(
                        Problem.UNSUPPORTED_INPUT,
                        "The original has " + raster.bands() + " channels; accepted are at most four: grey or"
                                + " RGB, with or without transparency.");
        };
        return Plane.interleaved(layout, raster.samples(), raster.width(), raster.height());
    }

    /** A fourth channel that the header does not call alpha may be depth or anything else. */
    private static Pixels opaque(Pixels pixels, boolean alpha) {
        return alpha || !pixels.layout().hasAlpha()
                ? pixels
                : new Pixels(pixels.layout().opaque(), List.copyOf(pixels.colors()));
    }

    private String damaged(String detail) {
        return "The original is a damaged " + Formats.label(format) + ": " + detail + ".";
    }
}
