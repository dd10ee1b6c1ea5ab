package dev.tomthumb.codec;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a file is to be written. A format takes of it what it knows.
 *
 * @param quality 1..100, for formats that lose something
 * @param progressive whether the file shall appear coarsely first (JPEG), or interlaced (PNG)
 * @param profile the ICC profile the samples are in, to be embedded; empty = sRGB, nothing embedded
 * @param metadata what is embedded besides
 * @param paletteBits 1, 2, 4 or 8 if the original had a palette of so many bits, and the file shall have one too
 * @param colors 2..256 if the file shall have a palette of at most so many, whatever the original had
 * @param dpi the resolution written down, dots per inch, &gt; 0; empty = none
 * @param jpeg how JPEG is written
 * @param webp how WebP is written
 * @param subsampling of AVIF's colour differences
 */
@SuppressWarnings("ArrayRecordComponent")
public record Encoding(
        int quality,
        boolean progressive,
        Optional<byte[]> profile,
        Metadata metadata,
        OptionalInt paletteBits,
        OptionalInt colors,
        OptionalDouble dpi,
        JpegCoding jpeg,
        WebpCoding webp,
        Subsampling subsampling) {
    /** @throws IllegalArgumentException for a quality outside 1..100, a palette that cannot be, or a resolution of 0 */
    public Encoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, not " + quality);
        }
        int bits = paletteBits.orElse(8);
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
            throw new IllegalArgumentException("a palette has 1, 2, 4 or 8 bits, not " + bits);
        }
        if (colors.orElse(2) < 2 || colors.orElse(2) > 256) {
            throw new IllegalArgumentException("a palette has 2 to 256 colours, not " + colors.orElse(2));
        }
        if (!(dpi.orElse(1) > 0)) {
            throw new IllegalArgumentException("a resolution is above 0, not " + dpi.orElse(1));
        }
    }

    /** A file without anything that only some formats know. */
    public Encoding(
            int quality,
            boolean progressive,
            Optional<byte[]> profile,
            Optional<byte[]> exif,
            OptionalInt paletteBits) {
        this(
                quality,
                progressive,
                profile,
                Metadata.ofExif(exif),
                paletteBits,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                JpegCoding.DEFAULT,
                WebpCoding.DEFAULT,
                Subsampling.AUTO);
    }

    /** Nothing but the picture. */
    public static Encoding of(int quality) {
        return new Encoding(quality, false, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** The EXIF metadata to be embedded. */
    public Optional<byte[]> exif() {
        return metadata.exif();
    }

    /** The same with another quality. */
    public Encoding withQuality(int changed) {
        return new Encoding(changed, progressive, profile, metadata, paletteBits, colors, dpi, jpeg, webp, subsampling);
    }

    /** The same with a colour profile. */
    public Encoding withProfile(byte[] icc) {
        return new Encoding(
                quality, progressive, Optional.of(icc), metadata, paletteBits, colors, dpi, jpeg, webp, subsampling);
    }

    /** The same with other metadata. */
    public Encoding withMetadata(Metadata changed) {
        return new Encoding(quality, progressive, profile, changed, paletteBits, colors, dpi, jpeg, webp, subsampling);
    }

    /** The same with a resolution. */
    public Encoding withDpi(OptionalDouble changed) {
        return new Encoding(
                quality, progressive, profile, metadata, paletteBits, colors, changed, jpeg, webp, subsampling);
    }

    /** The same with a palette of at most so many colours. */
    public Encoding withColors(OptionalInt changed) {
        return new Encoding(
                quality, progressive, profile, metadata, paletteBits, changed, dpi, jpeg, webp, subsampling);
    }

    /** The same with JPEG written otherwise. */
    public Encoding withJpeg(JpegCoding changed) {
        return new Encoding(
                quality, progressive, profile, metadata, paletteBits, colors, dpi, changed, webp, subsampling);
    }

    /** The same with WebP written otherwise. */
    public Encoding withWebp(WebpCoding changed) {
        return new Encoding(
                quality, progressive, profile, metadata, paletteBits, colors, dpi, jpeg, changed, subsampling);
    }

    /** The same with another sampling of AVIF's colour differences. */
    public Encoding withSubsampling(Subsampling changed) {
        return new Encoding(quality, progressive, profile, metadata, paletteBits, colors, dpi, jpeg, webp, changed);
    }
}
