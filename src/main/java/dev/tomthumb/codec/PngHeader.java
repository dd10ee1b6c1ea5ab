package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The chunks of a PNG (PNG, third edition, section 11), pixels skipped.
 *
 * <p>What tells the colours is looked for in the specification's order (section 4.3): an embedded profile, sRGB, then
 * gAMA, which becomes a profile. cHRM is not looked at: primaries without a profile are those of sRGB in practice.
 */
final class PngHeader {
    private static final int SIGNATURE_BYTES = 8;
    private static final int PROFILE_NAME_BYTES = 79;
    private static final double GAMMA_UNIT = 100_000;
    private static final int PALETTE = 3;
    private static final int ADAM7 = 1;

    private final ByteReader bytes;
    private int orientation = ExifOrientation.UPRIGHT;
    private long frames = 1;
    private boolean transparentColor;
    private Optional<ByteReader> profile = Optional.empty();
    private boolean srgb;
    private OptionalDouble gamma = OptionalDouble.empty();

    private PngHeader(ByteReader bytes) {
        this.bytes = bytes;
    }

    static ImageHeader read(byte[] file) throws ImageException {
        return new PngHeader(ByteReader.bigEndian(file, "PNG")).read();
    }

    private ImageHeader read() throws ImageException {
        if (!bytes.isText(SIGNATURE_BYTES + 4, "IHDR")) {
            throw bytes.damaged("it does not begin with its header");
        }
        ByteReader head = bytes.slice(SIGNATURE_BYTES + 8, 13);
        Size size = size(head.u32(0), head.u32(4));
        int bits = head.u8(8);
        int colorType = head.u8(9);
        if (!isAllowed(bits, colorType)) {
            throw bytes.damaged("a PNG has no colour type " + colorType + " of " + bits + " bits");
        }
        walkChunks();
        boolean alpha = (colorType & 4) != 0 || transparentColor;
        boolean grey = (colorType & 2) == 0;
        return new ImageHeader(
                ImageFormat.PNG,
                size,
                orientation,
                (int) frames,
                alpha,
                bits,
                channels(colorType),
                colorType == PALETTE,
                head.u8(12) == ADAM7,
                Optional.empty(),
                profile(grey));
    }

    private Size size(long width, long height) throws ImageException {
        if (width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw bytes.damaged("its size is " + width + "x" + height);
        }
        return new Size((int) width, (int) height);
    }

    /** Table 9 of the specification. */
    private static boolean isAllowed(int bits, int colorType) {
        return switch (colorType) {
            case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
            case 3 -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
            case 2, 4, 6 -> bits == 8 || bits == 16;
            default -> false;
        };
    }

    private int channels(int colorType) {
        int colors = colorType == 2 || colorType == 6 ? 3 : 1;
        boolean alpha = (colorType & 4) != 0 || transparentColor && colorType != 3;
        return alpha ? colors + 1 : colors;
    }

    /** All chunks: eXIf may stand behind the pixels. A cut-off tail is the decoder's business. */
    private void walkChunks() throws ImageException {
        long at = SIGNATURE_BYTES;
        while (bytes.has(at, 8)) {
            long length = bytes.u32(at);
            if (bytes.has(at + 8, length)) {
                chunk(at + 4, bytes.slice(at + 8, length));
            }
            at += 12 + length;
        }
    }

    private void chunk(long type, ByteReader content) throws ImageException {
        if (bytes.isText(type, "tRNS")) {
            transparentColor = true;
        } else if (bytes.isText(type, "eXIf")) {
            orientation = ExifOrientation.of(content);
        } else if (bytes.isText(type, "iCCP")) {
            profile = Optional.of(content);
        } else if (bytes.isText(type, "sRGB")) {
            srgb = true;
        } else if (bytes.isText(type, "gAMA") && content.length() >= 4) {
            gamma = OptionalDouble.of(content.u32(0) / GAMMA_UNIT);
        } else if (bytes.isText(type, "acTL") && content.length() >= 8) {
            frames = Math.max(1, Math.min(Integer.MAX_VALUE, content.u32(0)));
        }
    }

    /** Of iCCP: a name, its zero, the method 0, and the compressed profile (section 11.3.2.3). */
    private Optional<byte[]> profile(boolean grey) throws ImageException {
        if (profile.isEmpty()) {
            return srgb || gamma.isEmpty() ? Optional.empty() : GammaProfile.of(gamma.getAsDouble(), grey);
        }
        ByteReader content = profile.get();
        for (int i = 0; i <= PROFILE_NAME_BYTES && content.has(i, 2); i++) {
            if (content.u8(i) == 0) {
                Optional<ByteReader> icc = IccProfiles.inflated(content.slice(i + 2L, content.length() - i - 2L));
                return icc.isPresent() ? IccProfiles.fitting(icc.get(), grey) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
