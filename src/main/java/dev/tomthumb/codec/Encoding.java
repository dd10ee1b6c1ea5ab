package dev.tomthumb.codec;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a file is to be written. A format takes of it what it knows.
 *
 * @param quality 1..100, for formats that lose something
 * @param progressive whether the file shall appear coarsely first (JPEG), or interlaced (PNG)
 * @param profile the ICC profile the samples are in, to be embedded; empty = sRGB, nothing embedded
 * @param exif a TIFF structure of metadata to be embedded, without {@code Exif\0\0} before it
 * @param paletteBits 1, 2, 4 or 8 if the original had a palette of so many bits, and the file shall have one too
 */
@SuppressWarnings("ArrayRecordComponent")
public record Encoding(
        int quality, boolean progressive, Optional<byte[]> profile, Optional<byte[]> exif, OptionalInt paletteBits) {
    /** @throws IllegalArgumentException for a quality outside 1..100, or a depth that no palette has */
    public Encoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, not " + quality);
        }
        int bits = paletteBits.orElse(8);
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
            throw new IllegalArgumentException("a palette has 1, 2, 4 or 8 bits, not " + bits);
        }
    }

    /** Nothing but the picture. */
    public static Encoding of(int quality) {
        return new Encoding(quality, false, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** The same with a colour profile. */
    public Encoding withProfile(byte[] icc) {
        return new Encoding(quality, progressive, Optional.of(icc), exif, paletteBits);
    }
}
