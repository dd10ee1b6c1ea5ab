package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/** The file and information header of a BMP (BITMAPCOREHEADER to BITMAPV5HEADER). */
final class BmpHeader {
    private static final int CORE_BYTES = 12;
    private static final int INFO_BYTES = 40;
    /** From this header on there is a mask for alpha. */
    private static final int ALPHA_MASK_BYTES = 56;

    private static final int ALPHA_MASK_AT = 66;

    private BmpHeader() {}

    static ImageHeader read(byte[] file) throws ImageException {
        ByteReader bytes = ByteReader.littleEndian(file, "BMP");
        long headerBytes = bytes.u32(14);
        if (headerBytes == CORE_BYTES) {
            return header(size(bytes, bytes.u16(18), bytes.u16(20)), false);
        }
        if (headerBytes < INFO_BYTES) {
            throw bytes.damaged("its header is " + headerBytes + " bytes long");
        }
        // Signed; a negative height means that the rows run downwards.
        Size size = size(bytes, (int) bytes.u32(18), Math.abs((long) (int) bytes.u32(22)));
        boolean alpha = bytes.u16(28) == 32 && headerBytes >= ALPHA_MASK_BYTES && bytes.u32(ALPHA_MASK_AT) != 0;
        return header(size, alpha);
    }

    private static Size size(ByteReader bytes, long width, long height) throws ImageException {
        if (width < 1 || height < 1 || height > Integer.MAX_VALUE) {
            throw bytes.damaged("its size is " + width + "x" + height);
        }
        return new Size((int) width, (int) height);
    }

    private static ImageHeader header(Size size, boolean alpha) {
        return new ImageHeader(ImageFormat.BMP, size, ExifOrientation.UPRIGHT, 1, alpha, 8, Optional.empty());
    }
}
