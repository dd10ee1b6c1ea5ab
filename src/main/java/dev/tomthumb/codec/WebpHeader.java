package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * The chunks of a WebP (RFC 9649), pixels skipped.
 *
 * @param header size, orientation, frames and so on
 * @param left where the first frame lies on the canvas; 0 unless animated
 * @param top where the first frame lies on the canvas; 0 unless animated
 * @param frame the first frame's size; the canvas unless animated
 */
public record WebpHeader(ImageHeader header, int left, int top, Size frame) {
    private static final int ICC_FLAG = 0x20;
    private static final int ALPHA_FLAG = 0x10;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int EXTENDED_BYTES = 10;

    /**
     * Reads the chunks of {@code file}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if the first chunk is none of the three a WebP begins with
     */
    public static WebpHeader read(byte[] file) throws ImageException {
        return new Parser(riff(file)).read();
    }

    /**
     * The file up to where it says that it ends (RFC 9649, section 2.4): what follows is no part of it, to other readers
     * either. One that is cut off goes to its last byte.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if it ends before it says so
     */
    public static ByteReader riff(byte[] file) throws ImageException {
        ByteReader whole = ByteReader.littleEndian(file, "WebP");
        return whole.slice(0, Math.min(whole.length(), 8 + whole.u32(4)));
    }

    /** One pass over the chunks. */
    private static final class Parser {
        private final ByteReader bytes;
        private int orientation = ExifOrientation.UPRIGHT;
        private int frames;
        private Optional<byte[]> profile = Optional.empty();
        private long firstFrame;

        Parser(ByteReader bytes) {
            this.bytes = bytes;
        }

        WebpHeader read() throws ImageException {
            if (bytes.isText(12, "VP8 ")) {
                return still(lossySize(content(12)), false);
            }
            if (bytes.isText(12, "VP8L")) {
                return still(losslessSize(content(12)), (bytes.u32(21) >> 28 & 1) != 0);
            }
            if (bytes.isText(12, "VP8X")) {
                return extended();
            }
            throw bytes.damaged("its first chunk is not VP8, VP8L or VP8X");
        }

        /** As much as there is of the chunk at {@code at}: a file may have been cut off. */
        private ByteReader content(long at) throws ImageException {
            return bytes.slice(at + 8, Math.min(bytes.u32(at + 4), bytes.length() - at - 8));
        }

        private static WebpHeader still(Size size, boolean alpha) {
            return new WebpHeader(
                    new ImageHeader(ImageFormat.WEBP, size, ExifOrientation.UPRIGHT, 1, alpha, 8, Optional.empty()),
                    0,
                    0,
                    size);
        }

        /** A key frame's header (RFC 6386, section 9.1). */
        private Size lossySize(ByteReader chunk) throws ImageException {
            if ((chunk.u8(0) & 1) != 0 || chunk.u24(3) != 0x2a019d) {
                throw bytes.damaged("it does not begin with a key frame");
            }
            int width = chunk.u16(6) & 0x3fff;
            int height = chunk.u16(8) & 0x3fff;
            if (width == 0 || height == 0) {
                throw bytes.damaged("its size is " + width + "x" + height);
            }
            return new Size(width, height);
        }

        /** RFC 9649, section 3.4. */
        private Size losslessSize(ByteReader chunk) throws ImageException {
            if (chunk.u8(0) != 0x2f) {
                throw bytes.damaged("its lossless data has no signature");
            }
            long sides = chunk.u32(1);
            return new Size((int) (sides & 0x3fff) + 1, (int) (sides >> 14 & 0x3fff) + 1);
        }

        /** Section 2.7 of RFC 9649; of another length it is no such chunk to other readers either. */
        private WebpHeader extended() throws ImageException {
            if (bytes.u32(16) != EXTENDED_BYTES) {
                throw bytes.damaged("its VP8X chunk has not " + EXTENDED_BYTES + " bytes");
            }
            int flags = bytes.u8(20);
            Size canvas = new Size(bytes.u24(24) + 1, bytes.u24(27) + 1);
            walkChunks(flags);
            requireBitstreams(12, bytes.length(), canvas);
            boolean animated = (flags & ANIMATION_FLAG) != 0;
            if (animated && frames == 0) {
                throw bytes.damaged("it has no frame");
            }
            ImageHeader header = new ImageHeader(
                    ImageFormat.WEBP,
                    canvas,
                    orientation,
                    animated ? frames : 1,
                    (flags & ALPHA_FLAG) != 0 || animated,
                    8,
                    profile);
            if (!animated) {
                return new WebpHeader(header, 0, 0, canvas);
            }
            ByteReader frame = bytes.slice(firstFrame, 16);
            WebpHeader webp = new WebpHeader(
                    header, 2 * frame.u24(0), 2 * frame.u24(3), new Size(frame.u24(6) + 1, frame.u24(9) + 1));
            requireOnCanvas(webp);
            requireBitstreams(firstFrame + 16, firstFrame + bytes.u32(firstFrame - 4), webp.frame());
            return webp;
        }

        private void requireOnCanvas(WebpHeader webp) throws ImageException {
            Size canvas = webp.header().size();
            if (webp.left() + webp.frame().width() > canvas.width()
                    || webp.top() + webp.frame().height() > canvas.height()) {
                throw bytes.damaged("its first frame does not lie on its canvas");
            }
        }

        /**
         * The pixels bring a size of their own, and decoders allocate by it: limits that were checked on another size
         * would be none. (RFC 9649, section 2.7: canvas and bitstream, or frame and bitstream, must be of one size.)
         */
        private void requireBitstreams(long from, long end, Size promised) throws ImageException {
            for (long at = from; at + 8 <= end && bytes.has(at, 8); ) {
                if (bytes.isText(at, "VP8 ")) {
                    requireSame(promised, lossySize(content(at)));
                } else if (bytes.isText(at, "VP8L")) {
                    requireSame(promised, losslessSize(content(at)));
                }
                long length = bytes.u32(at + 4);
                at += 8 + length + (length & 1);
            }
        }

        private void requireSame(Size promised, Size found) throws ImageException {
            if (!found.equals(promised)) {
                throw bytes.damaged("it says " + promised + " in its header and " + found + " in its pixels");
            }
        }

        private void walkChunks(int flags) throws ImageException {
            long at = 12;
            while (bytes.has(at, 8)) {
                long length = bytes.u32(at + 4);
                if (bytes.has(at + 8, length)) {
                    chunk(flags, at, bytes.slice(at + 8, length));
                }
                at += 8 + length + (length & 1);
            }
        }

        private void chunk(int flags, long at, ByteReader content) throws ImageException {
            if (bytes.isText(at, "ANMF") && content.length() >= 16) {
                if (frames++ == 0) {
                    firstFrame = at + 8;
                }
            } else if (bytes.isText(at, "ICCP") && (flags & ICC_FLAG) != 0) {
                profile = IccProfiles.fitting(content, false);
            } else if (bytes.isText(at, "EXIF")) {
                orientation = ExifOrientation.of(content);
            }
        }
    }
}
