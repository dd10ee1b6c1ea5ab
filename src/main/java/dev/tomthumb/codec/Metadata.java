package dev.tomthumb.codec;

import java.util.Optional;

/**
 * What a file says about its picture, in the forms in which all image formats carry it.
 *
 * @param exif a TIFF structure, without {@code Exif\0\0} before it (EXIF 2.32)
 * @param iptc datasets one after the other, without Photoshop's resource around them (IPTC-IIM 4.2)
 * @param xmp a packet of RDF in XML, UTF-8 (ISO 16684-1)
 */
@SuppressWarnings("ArrayRecordComponent")
public record Metadata(Optional<byte[]> exif, Optional<byte[]> iptc, Optional<byte[]> xmp) {
    /** Nothing at all. */
    public static final Metadata NONE = new Metadata(Optional.empty(), Optional.empty(), Optional.empty());

    /** Nothing but EXIF. */
    public static Metadata ofExif(Optional<byte[]> exif) {
        return new Metadata(exif, Optional.empty(), Optional.empty());
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return exif.isEmpty() && iptc.isEmpty() && xmp.isEmpty();
    }

    /** Bytes of all of it. */
    public long length() {
        return length(exif) + length(iptc) + length(xmp);
    }

    private static long length(Optional<byte[]> block) {
        return block.map(bytes -> bytes.length).orElse(0);
    }
}
