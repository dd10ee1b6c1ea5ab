package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The small picture that an AVIF or HEIC may carry beside its own (ISO/IEC 23008-12, section 6.4.7). It becomes the picture
 * of a copy of the file: so its header is read, its limits are checked and its pixels are decoded as any other's, and what
 * was checked is what is decoded.
 */
public final class HeifThumbnail {
    /** A kind of reference that nobody follows. */
    private static final byte[] NO_KIND = "free".getBytes(StandardCharsets.US_ASCII);

    private HeifThumbnail() {}

    /**
     * The file with its small picture in place of its own; empty if it has none, or one that cannot be read.
     *
     * @param file an AVIF or HEIC, not changed
     */
    public static Optional<byte[]> promoted(byte[] file, ImageFormat format) {
        try {
            HeifItems items = HeifItems.read(ByteReader.bigEndian(file, format.name()));
            Optional<HeifItems.Small> small = items.small(items.primary());
            if (small.isEmpty() || small.get().item() == items.primary()) {
                return Optional.empty();
            }
            byte[] copy = with(file, items, small.get());
            HeifHeader.read(copy, format);
            return Optional.of(copy);
        } catch (ImageException unreadable) {
            // Its own picture may be whole; if not, whoever reads that will say so.
            return Optional.empty();
        }
    }

    /** Nothing moves: a number, a kind and a bit become others. */
    private static byte[] with(byte[] file, HeifItems items, HeifItems.Small small) {
        byte[] copy = file.clone();
        HeifItems.Naming naming = items.naming();
        ByteBuffer bytes = ByteBuffer.wrap(copy);
        if (naming.bytes() == Short.BYTES) {
            bytes.putShort(naming.at(), (short) small.item());
        } else {
            bytes.putInt(naming.at(), (int) small.item());
        }
        // A picture that is the small one of another is none of the file's own.
        bytes.put(small.at(), NO_KIND);
        items.flagsOf(small.item()).ifPresent(at -> bytes.put(at, (byte) (bytes.get(at) & ~1)));
        return copy;
    }
}
