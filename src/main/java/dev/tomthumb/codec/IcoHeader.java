package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * The directory of an ICO or CUR file, and the picture in it that is read: the largest, and of those the one with most
 * bits per pixel.
 *
 * @param header what the picture says of itself, under the name of ICO
 * @param from where the picture begins
 * @param length of the picture
 * @param png whether it is a PNG; else a BMP without its file header, with a mask behind it
 */
public record IcoHeader(ImageHeader header, long from, long length, boolean png) {
    private static final int DIRECTORY_BYTES = 6;
    private static final int ENTRY_BYTES = 16;
    private static final int INFO_BYTES = 40;

    /**
     * Reads the directory of {@code file} and the head of the largest picture.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if there is no whole picture in it
     */
    public static IcoHeader read(byte[] file) throws ImageException {
        ByteReader bytes = ByteReader.littleEndian(file, "ICO");
        long best = largest(bytes);
        long length = bytes.u32(best + 8);
        long from = bytes.u32(best + 12);
        if (!bytes.has(from, length)) {
            throw bytes.damaged("it ends before its last pixel");
        }
        return bytes.isText(from, "\u0089PNG\r\n\u001a\n")
                ? new IcoHeader(named(PngHeader.read(bytes.bytes(from, length))), from, length, true)
                : new IcoHeader(bitmap(bytes.slice(from, length)), from, length, false);
    }

    private static long largest(ByteReader bytes) throws ImageException {
        int count = bytes.u16(4);
        long best = -1;
        long bestRank = -1;
        for (int i = 0; i < count; i++) {
            long entry = DIRECTORY_BYTES + (long) ENTRY_BYTES * i;
            if (!bytes.has(entry, ENTRY_BYTES)) {
                break;
            }
            long rank = (long) side(bytes.u8(entry)) * side(bytes.u8(entry + 1)) << 16 | bits(bytes, entry);
            if (rank > bestRank) {
                best = entry;
                bestRank = rank;
            }
        }
        if (best < 0) {
            throw bytes.damaged("there is no picture in it");
        }
        return best;
    }

    /** A cursor has its hot spot there. */
    private static int bits(ByteReader bytes, long entry) throws ImageException {
        return bytes.u16(2) == 1 ? bytes.u16(entry + 6) : 0;
    }

    /** One byte; 0 stands for 256. */
    private static int side(int value) {
        return value == 0 ? 256 : value;
    }

    private static ImageHeader named(ImageHeader png) {
        return new ImageHeader(
                ImageFormat.ICO,
                png.size(),
                png.orientation(),
                1,
                png.alpha(),
                png.bitsPerSample(),
                png.channels(),
                png.palette(),
                png.progressive(),
                Optional.empty(),
                png.profile());
    }

    /** The height is that of picture and mask together. */
    private static ImageHeader bitmap(ByteReader bitmap) throws ImageException {
        if (bitmap.u32(0) < INFO_BYTES) {
            throw bitmap.damaged("the header of its picture is " + bitmap.u32(0) + " bytes long");
        }
        int width = (int) bitmap.u32(4);
        int height = (int) bitmap.u32(8) / 2;
        if (width < 1 || height < 1) {
            throw bitmap.damaged("its size is " + width + "x" + height);
        }
        return new ImageHeader(
                ImageFormat.ICO, new Size(width, height), ExifOrientation.UPRIGHT, 1, true, 8, Optional.empty());
    }
}
