package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/** WebP, lossy or not, with alpha, profile and metadata, by libwebp. */
final class WebpEncoder implements Encoder {
    /** RFC 6386, section 9.1: 14 bits. */
    private static final int MAX_SIDE = 16_383;

    private final LibWebp library;

    WebpEncoder(LibWebp library) {
        this.library = library;
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.WEBP;
    }

    @Override
    public boolean embedsProfile() {
        return true;
    }

    /** Interleaved samples twice (libwebp takes a copy), its planes and its work, and the file. */
    @Override
    public long memory(Size size) {
        return size.pixels() * (4 + 4 + 6 + 2) + (1 << 20);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        Writing.requireFits(size, MAX_SIDE, "WebP");
        boolean alpha = pixels.layout().hasAlpha();
        try {
            byte[] file = library.encode(
                    Plane.interleaved(colored(pixels)),
                    pixels.width(),
                    pixels.height(),
                    alpha,
                    encoding.quality(),
                    encoding.webp());
            return WebpContainer.with(file, size, encoding.profile(), encoding.metadata());
        } catch (IllegalStateException e) {
            throw new ImageException(Problem.INTERNAL, "The picture could not be written as WebP.", e);
        }
    }

    /** WebP has no grey: the one plane serves as all three. */
    private static List<Plane> colored(Pixels pixels) {
        List<Plane> planes = new ArrayList<>(pixels.planes());
        if (pixels.colors().size() == 1) {
            planes.addAll(0, List.of(planes.get(0), planes.get(0)));
        }
        return planes;
    }
}
