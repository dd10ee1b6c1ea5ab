package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.Optional;

/** The first directory of a TIFF (TIFF 6.0). Further pages are not frames of this picture and are not counted. */
final class TiffHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int ICC_PROFILE = 34675;

    /** CMYK and one extra sample; more is for scientists. */
    private static final int MAX_SAMPLES = 5;

    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int YCBCR = 6;

    private TiffHeader() {}

    /**
     * Reads the first directory of {@code file}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if it is damaged or claims what the file does not hold; {@code
     *     UNSUPPORTED_INPUT} for BigTIFF and for more than five samples per pixel
     */
    static ImageHeader read(byte[] file) throws ImageException {
        ByteReader bytes = ByteReader.bigEndian(file, "TIFF");
        if (bytes.isText(0, "II+\0") || bytes.isText(0, "MM\0+")) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT, "The original is a BigTIFF, which is not supported; save it as TIFF.");
        }
        return read(bytes, TiffDirectory.read(bytes));
    }

    private static ImageHeader read(ByteReader bytes, TiffDirectory tags) throws ImageException {
        Size size =
                size(bytes, tags.number(WIDTH).orElse(0), tags.number(HEIGHT).orElse(0));
        long samples = tags.number(SAMPLES_PER_PIXEL).orElse(1);
        long bits = tags.number(BITS_PER_SAMPLE).orElse(1);
        if (samples < 1 || samples > MAX_SAMPLES || bits < 1 || bits > 32) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT,
                    "The original is a TIFF of " + samples + " samples of " + bits
                            + " bits per pixel; accepted are 1 to 5 samples of 1 to 32 bits.");
        }
        requireHonest(bytes, tags, size);
        long photometric = tags.number(PHOTOMETRIC).orElse(RGB);
        boolean alpha = tags.number(EXTRA_SAMPLES).isPresent() && samples > (photometric <= BLACK_IS_ZERO ? 1 : 3);
        return new ImageHeader(
                ImageFormat.TIFF,
                size,
                ExifOrientation.of(tags),
                1,
                alpha,
                (int) bits,
                (int) samples,
                photometric == PALETTE,
                false,
                Optional.empty(),
                profile(tags, photometric, bits));
    }

    private static Size size(ByteReader bytes, long width, long height) throws ImageException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw bytes.damaged("its size is " + width + "x" + height);
        }
        return new Size((int) width, (int) height);
    }

    /** A decoder allocates what counts, pieces and tiles claim: refuse what the file cannot hold. */
    private static void requireHonest(ByteReader bytes, TiffDirectory tags, Size size) throws ImageException {
        boolean pieces = tags.isWhole()
                && tags.holdsPieces(STRIP_OFFSETS, STRIP_BYTE_COUNTS)
                && tags.holdsPieces(TILE_OFFSETS, TILE_BYTE_COUNTS);
        if (!pieces) {
            throw bytes.damaged("it ends before its pixels do");
        }
        if (tags.number(TILE_WIDTH).orElse(0) > roundedUp(size.width())
                || tags.number(TILE_HEIGHT).orElse(0) > roundedUp(size.height())) {
            throw bytes.damaged("its tiles are larger than the picture");
        }
    }

    /** Tiles may overhang; common writers use sides up to 1024 even for small pictures. */
    private static long roundedUp(int side) {
        return Math.max(1024, (side + 15L) / 16 * 16);
    }

    /** Only where decoding leaves the file's own grey or RGB samples. */
    private static Optional<byte[]> profile(TiffDirectory tags, long photometric, long bits) throws ImageException {
        boolean grey = photometric <= BLACK_IS_ZERO;
        boolean color = photometric == RGB || photometric == PALETTE || photometric == YCBCR;
        Optional<ByteReader> icc = bits <= 16 && (grey || color) ? tags.bytes(ICC_PROFILE) : Optional.empty();
        return icc.isPresent() ? IccProfiles.fitting(icc.get(), grey) : Optional.empty();
    }
}
