package dev.tomthumb.codec;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * What the first bytes of a file say, read without decoding a pixel. All of it is the file's own claim: limits are
 * checked against it before anything is allocated, decoders check it against what they find.
 *
 * @param format the format by content
 * @param size as stored, before orientation is applied
 * @param orientation EXIF orientation, 1..8; 1 when the file says nothing (EXIF 2.32, tag 0x0112)
 * @param frames number of frames, at least 1; a lower bound where counting would mean decoding
 * @param alpha whether pixels may be transparent
 * @param bitsPerSample 1..16 (or 32 for float TIFF)
 * @param channels samples per pixel as stored, 1..5: a palette's index is one, CMYK are four
 * @param palette whether the samples are indices into a palette
 * @param progressive whether the file shows the whole picture coarsely first, so that decoding has to hold all of it: the
 *     coefficients of a JPEG beside its pixels (T.81, annex G), the pixels of an interlaced PNG
 * @param components the planes as stored, if they can be decoded one by one and at less than full size
 * @param profile the embedded ICC profile of RGB or grey pixels; empty where there is none, or where decoding already yields sRGB
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageHeader(
        ImageFormat format,
        Size size,
        int orientation,
        int frames,
        boolean alpha,
        int bitsPerSample,
        int channels,
        boolean palette,
        boolean progressive,
        Optional<Components> components,
        Optional<byte[]> profile) {
    /** @throws IllegalArgumentException for an orientation outside 1..8 or less than one frame */
    public ImageHeader {
        if (orientation < 1 || orientation > 8 || frames < 1) {
            throw new IllegalArgumentException("orientation is 1 to 8 and frames at least 1");
        }
    }

    /** A header of colour pixels, with alpha if so said, in one pass. */
    public ImageHeader(
            ImageFormat format,
            Size size,
            int orientation,
            int frames,
            boolean alpha,
            int bitsPerSample,
            Optional<byte[]> profile) {
        this(
                format,
                size,
                orientation,
                frames,
                alpha,
                bitsPerSample,
                alpha ? 4 : 3,
                false,
                false,
                Optional.empty(),
                profile);
    }

    /** Whether the embedded profile is for pixels of one sample; a palette's never is, be all its colours grey. */
    public boolean hasGreyProfile() {
        return profile.filter(IccProfiles::isGrey).isPresent();
    }

    /** The size as a viewer sees it: orientations 5 to 8 exchange the sides. */
    public Size uprightSize() {
        return orientation >= 5 ? size.turned() : size;
    }
}
