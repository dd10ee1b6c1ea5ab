package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandEncoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.ImageFormat;
import java.util.Optional;

/**
 * What the file that is made can hold, as far as the way to it depends on that.
 *
 * @param format its format
 * @param chroma how finely it wants colour differences, if it takes luma and colour differences at all
 * @param keepsProfile whether samples stay in the original's colour space, whose profile is then embedded
 * @param transfer in which proportion pixels are weighed when they are scaled
 */
record Target(ImageFormat format, Optional<Sampling> chroma, boolean keepsProfile, Transfer transfer) {
    /** A file of sRGB pixels. */
    static Target of(ImageFormat format) {
        return new Target(format, Optional.empty(), false, Transfer.STORED);
    }

    /**
     * What {@code encoder} writes with these options, by these rules.
     *
     * @param straight whether this is all that will be written; if not, pixels have to be fit for other files, too
     */
    static Target of(Encoder encoder, Encoding encoding, RenderRules rules, boolean straight) {
        Optional<Sampling> chroma = straight && encoder instanceof BandEncoder planes
                ? Optional.of(planes.chroma(encoding))
                : Optional.empty();
        return new Target(
                encoder.format(),
                chroma,
                rules.keepProfile() && encoder.embedsProfile(),
                rules.linear() ? Transfer.LINEAR : Transfer.STORED);
    }

    /** The same file with sRGB pixels. */
    Target withoutProfile() {
        return new Target(format, chroma, false, transfer);
    }
}
