package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.AnimationEncoder;
import dev.tomthumb.codec.AnimationWriter;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;

/** Animated GIF: of each frame only the part that changed, with a palette of its own. */
public final class GifAnimationEncoder implements AnimationEncoder {
    private static final int MAX_SIDE = 65_535;
    /** Palette, descriptor and extension. */
    private static final int FRAME_BYTES = 1024;

    @Override
    public ImageFormat format() {
        return ImageFormat.GIF;
    }

    /**
     * Three frames to compare, the part that is written, its indices and the histogram; and the file, twice at its end,
     * in which an index takes 12 bits at most and the buffer may be twice as long as what is in it.
     */
    @Override
    public long memory(Size size, int frames) {
        long file = (size.pixels() * 3 / 2 * 260 / 256 + FRAME_BYTES) * frames;
        return size.pixels() * (3 * 4 + 4 + 1) + 3 * file + (4 << 20);
    }

    @Override
    public AnimationWriter begin(Size size, int plays, Encoding encoding) throws ImageException {
        if (size.width() > MAX_SIDE || size.height() > MAX_SIDE) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A GIF is at most " + MAX_SIDE + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
        return new GifAnimationWriter(size, plays);
    }
}
