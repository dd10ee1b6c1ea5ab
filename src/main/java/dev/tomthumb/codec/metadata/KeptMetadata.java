package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.Metadata;
import java.util.HashSet;
import java.util.Set;

/**
 * What of an original's metadata is handed on (imgproxy pipeline, section 6).
 *
 * @param strip whether metadata are left out
 * @param copyright whether those that name authors and their rights stay all the same
 * @param turned whether the pixels have been turned upright, so that an orientation would turn them twice
 * @param resolution whether a resolution is written that EXIF must not contradict
 */
public record KeptMetadata(boolean strip, boolean copyright, boolean turned, boolean resolution) {

    /** What is left of {@code original}. A thumbnail never is: it shows what may have been cut off. */
    public Metadata of(Metadata original) {
        if (original.isEmpty() || strip && !copyright) {
            return Metadata.NONE;
        }
        return strip ? copyright(original) : described(original);
    }

    private static Metadata copyright(Metadata original) {
        return new Metadata(
                original.exif().flatMap(ExifBlock::read).flatMap(ExifBlock::copyright),
                original.iptc().flatMap(block -> IptcBlock.read(block).copyright()),
                original.xmp().flatMap(XmpPacket::copyright));
    }

    private Metadata described(Metadata original) {
        Set<Integer> untrue = new HashSet<>();
        if (turned) {
            untrue.add(ExifTags.ORIENTATION);
        }
        if (resolution) {
            untrue.addAll(ExifTags.RESOLUTION);
        }
        return new Metadata(
                original.exif().flatMap(ExifBlock::read).flatMap(exif -> exif.described(untrue)),
                original.iptc(),
                original.xmp());
    }
}
