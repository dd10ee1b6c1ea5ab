package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The alpha of a lossy WebP that is stored without compression, as in most small pictures (RFC 9649, section 2.7.1.2).
 * TwelveMonkeys 3.13.1 shows such pictures as opaque.
 */
final class WebpRawAlpha {
    private static final int FRAME_HEAD_BYTES = 16;
    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    private WebpRawAlpha() {}

    /**
     * The picture with that alpha; as it is if its file has none, or compressed.
     *
     * @param picture the first frame
     */
    static Pixels into(Pixels picture, byte[] file) throws ImageException {
        ByteReader bytes = ByteReader.littleEndian(file, "WebP");
        long at = find(bytes);
        if (at < 0 || !picture.layout().hasAlpha()) {
            return picture;
        }
        long length = bytes.u32(at + 4);
        int width = picture.width();
        int height = picture.height();
        if (length < 1 || (bytes.u8(at + 8) & 3) != 0) {
            return picture;
        }
        if (length - 1 < (long) width * height) {
            throw bytes.damaged("it ends before its last pixel");
        }
        int filter = bytes.u8(at + 8) >> 2 & 3;
        byte[] samples = bytes.bytes(at + 9, (long) width * height);
        reconstruct(samples, width, height, filter);
        List<Plane> planes = new ArrayList<>(picture.colors());
        planes.add(new Plane(width, height, samples, 0, 1, width));
        return new Pixels(planes.size() == 2 ? Layout.GREY_ALPHA : Layout.RGB_ALPHA, planes);
    }

    /** Where the alpha chunk of the first frame is; -1 if there is none. */
    private static long find(ByteReader bytes) throws ImageException {
        for (long at = 12; bytes.has(at, 8); ) {
            if (bytes.isText(at, "ALPH")) {
                return at;
            }
            if (bytes.isText(at, "VP8 ") || bytes.isText(at, "VP8L")) {
                return -1;
            }
            long length = bytes.u32(at + 4);
            at += bytes.isText(at, "ANMF") ? 8 + FRAME_HEAD_BYTES : 8 + length + (length & 1);
        }
        return -1;
    }

    private static void reconstruct(byte[] alpha, int width, int height, int filter) {
        if (filter == 0) {
            return;
        }
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int left = x > 0 ? alpha[at - 1] & 0xff : y > 0 ? alpha[at - width] & 0xff : 0;
                int above = y > 0 ? alpha[at - width] & 0xff : left;
                int corner = x > 0 && y > 0 ? alpha[at - width - 1] & 0xff : x > 0 ? left : above;
                alpha[at] += (byte) predicted(filter, left, above, corner);
            }
        }
    }

    private static int predicted(int filter, int left, int above, int corner) {
        return switch (filter) {
            case HORIZONTAL -> left;
            case VERTICAL -> above;
            case GRADIENT -> Math.max(0, Math.min(255, left + above - corner));
            default -> 0;
        };
    }
}
