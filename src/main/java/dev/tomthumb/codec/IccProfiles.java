package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Embedded ICC profiles (ICC.1:2022, section 7.2): which of them are worth handing on. */
final class IccProfiles {
    /** Real profiles are below 3 MB; a few compressed kilobytes could otherwise unfold to gigabytes. */
    static final int MAX_BYTES = 4 << 20;

    private static final int HEADER_BYTES = 128;

    private IccProfiles() {}

    /** {@code profile} if it is one, and made for grey or RGB pixels as asked. */
    static Optional<byte[]> fitting(byte[] profile, boolean grey) {
        ByteReader bytes = ByteReader.bigEndian(profile, "colour profile");
        boolean fits = profile.length > HEADER_BYTES
                && profile.length <= MAX_BYTES
                && bytes.isText(36, "acsp")
                && bytes.isText(16, grey ? "GRAY" : "RGB ");
        return fits ? Optional.of(profile) : Optional.empty();
    }

    /** Whether {@code profile} is for pixels of one sample. */
    static boolean isGrey(byte[] profile) {
        return fitting(profile, true).isPresent();
    }

    /** Unfolds a zlib stream of at most {@link #MAX_BYTES}; empty if it is damaged or larger. */
    static Optional<byte[]> inflated(ByteReader zlib) throws ImageException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(zlib.bytes(0, zlib.length()));
            return inflated(inflater);
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static Optional<byte[]> inflated(Inflater inflater) throws DataFormatException {
        byte[] unfolded = new byte[64 << 10];
        int length = 0;
        while (!inflater.finished()) {
            if (length == unfolded.length) {
                if (length >= MAX_BYTES) {
                    return Optional.empty();
                }
                unfolded = java.util.Arrays.copyOf(unfolded, 2 * length);
            }
            int count = inflater.inflate(unfolded, length, unfolded.length - length);
            if (count == 0 && !inflater.finished()) {
                return Optional.empty();
            }
            length += count;
        }
        return Optional.of(java.util.Arrays.copyOf(unfolded, length));
    }
}
