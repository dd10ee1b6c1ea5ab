package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Embedded ICC profiles (ICC.1:2022, section 7.2): which of them are worth handing on. */
public final class IccProfiles {
    /** Real profiles are below 3 MB; a few compressed kilobytes could otherwise unfold to gigabytes. */
    static final int MAX_BYTES = 4 << 20;

    private static final int HEADER_BYTES = 128;

    private IccProfiles() {}

    /** Whether {@code file} is a profile of RGB pixels, of a length that is read here. */
    public static boolean isRgb(byte[] file) {
        try {
            return fitting(ByteReader.bigEndian(file, "colour profile"), false).isPresent();
        } catch (ImageException impossible) {
            return false;
        }
    }

    /** A copy of {@code profile} if it is one, and made for grey or RGB pixels as asked; what is none is not copied. */
    static Optional<byte[]> fitting(ByteReader profile, boolean grey) throws ImageException {
        boolean fits = profile.length() > HEADER_BYTES
                && profile.length() <= MAX_BYTES
                && profile.isText(36, "acsp")
                && profile.isText(16, grey ? "GRAY" : "RGB ");
        return fits ? Optional.of(profile.bytes(0, profile.length())) : Optional.empty();
    }

    /** Whether {@code profile} is for pixels of one sample. */
    static boolean isGrey(byte[] profile) {
        return ByteReader.bigEndian(profile, "colour profile").isText(16, "GRAY");
    }

    /** Unfolds a zlib stream of at most {@link #MAX_BYTES} to at most as many; empty if it is damaged or larger. */
    static Optional<ByteReader> inflated(ByteReader zlib) throws ImageException {
        if (zlib.length() > MAX_BYTES) {
            return Optional.empty();
        }
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

    private static Optional<ByteReader> inflated(Inflater inflater) throws DataFormatException, ImageException {
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
        return Optional.of(ByteReader.bigEndian(unfolded, "colour profile").slice(0, length));
    }
}
