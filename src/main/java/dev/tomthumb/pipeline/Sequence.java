package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Size;
import java.util.OptionalLong;

/**
 * Which frames of an original are used, and how (imgproxy pipeline, section 1, steps 3 to 6).
 *
 * @param first counted from 0
 * @param count how many, at least 1
 * @param moves whether they stay one after the other; else they stand under each other
 */
record Sequence(int first, int count, boolean moves) {
    private static final Sequence FIRST_ONLY = new Sequence(0, 1, false);

    /** Whether the original moves and may go on doing so in a format that can. */
    static boolean mayMove(ImageHeader header, Reading reading, Limits limits, Codecs codecs) {
        return reading.animate()
                && Math.min(header.frames(), maxFrames(reading, limits)) > 1
                && codecs.animationDecoder(header.format()).isPresent();
    }

    /**
     * The frames for a file of format {@code output}. Where it moves, {@link Reading#page} and {@link Reading#pages} count
     * for nothing, as in imgproxy.
     *
     * @throws ImageException {@code UNSUPPORTED_INPUT} for a page that the original does not have
     */
    static Sequence of(ImageHeader header, Reading reading, Limits limits, Codecs codecs, ImageFormat output)
            throws ImageException {
        if (codecs.animationDecoder(header.format()).isEmpty()) {
            return FIRST_ONLY;
        }
        if (mayMove(header, reading, limits, codecs)
                && codecs.animationEncoder(output).isPresent()) {
            return new Sequence(0, Math.min(header.frames(), maxFrames(reading, limits)), true);
        }
        int first = reading.page().orElse(0);
        if (first >= header.frames()) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT,
                    "The original has no page " + first + "; it has " + header.frames() + ", counted from 0.");
        }
        return new Sequence(first, Math.min(reading.pages().orElse(1), header.frames() - first), false);
    }

    private static int maxFrames(Reading reading, Limits limits) {
        return reading.limits().frames().orElse(limits.maxFrames());
    }

    /** Whether only what every decoder reads is used. */
    boolean isFirstOnly() {
        return equals(FIRST_ONLY);
    }

    /** The header of the picture that is planned for: one frame, or the frames that stand under each other. */
    ImageHeader picture(ImageHeader header) throws ImageException {
        if (moves || count == 1) {
            return header;
        }
        Size frame = header.size();
        long height = (long) frame.height() * count;
        if (height > Integer.MAX_VALUE) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    count + " pages of " + frame + " pixels are too many; ask for fewer pages.");
        }
        return new ImageHeader(
                header.format(),
                new Size(frame.width(), (int) height),
                header.orientation(),
                header.frames(),
                header.alpha(),
                header.bitsPerSample(),
                header.channels(),
                header.palette(),
                header.progressive(),
                header.components(),
                header.profile());
    }

    /** The limits of that picture: so many pixels for one frame, or what remains of the limit for all. */
    Limits limits(ImageHeader picture, Reading reading, Limits limits) throws ImageException {
        if (!moves) {
            return limits;
        }
        OptionalLong framePixels = framePixels(reading, limits);
        if (framePixels.isPresent()) {
            return limits.withMaxPixels(framePixels.getAsLong());
        }
        long pixels = picture.size().pixels() * count;
        if (pixels > limits.maxPixels()) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "The " + count + " frames of the original have " + pixels + " pixels together; at most "
                            + limits.maxPixels() + " are accepted.");
        }
        return limits;
    }

    private static OptionalLong framePixels(Reading reading, Limits limits) {
        if (reading.limits().frameMegapixels().isEmpty()) {
            return limits.maxFramePixels();
        }
        double pixels = reading.limits().frameMegapixels().getAsDouble() * 1_000_000;
        return OptionalLong.of((long) Math.max(1, Math.min(pixels, Limits.MOST_PIXELS)));
    }
}
