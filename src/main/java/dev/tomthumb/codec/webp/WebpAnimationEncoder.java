package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.AnimationEncoder;
import dev.tomthumb.codec.AnimationWriter;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;

/** Animated WebP: of each frame only the part that changed. */
public final class WebpAnimationEncoder implements AnimationEncoder {
    /** Of a frame's pixels, since a frame may be all of the canvas. */
    private static final int MAX_SIDE = 16_383;
    /** Chunk heads and what a picture of one pixel takes. */
    private static final int FRAME_BYTES = 256;

    private final Encoder still;

    /** @param still writes the picture of a frame, as a file of its own */
    public WebpAnimationEncoder(Encoder still) {
        this.still = still;
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.WEBP;
    }

    /** Two frames to compare, one being written; and the file, twice at its end, in a buffer up to twice as long. */
    @Override
    public long memory(Size size, int frames) {
        long file = (2 * size.pixels() + FRAME_BYTES) * frames;
        return 2 * 4 * size.pixels() + still.memory(size) + 3 * file;
    }

    @Override
    public AnimationWriter begin(Size size, int plays, Encoding encoding) throws ImageException {
        if (size.width() > MAX_SIDE || size.height() > MAX_SIDE) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A WebP is at most " + MAX_SIDE + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
        return new WebpAnimationWriter(still, size, plays, encoding);
    }
}
