package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * The blocks of a GIF (GIF89a specification), pixels skipped.
 *
 * @param size the logical screen
 * @param left where the first frame lies on the screen
 * @param top where the first frame lies on the screen
 * @param frame the first frame's size
 * @param transparent whether the first frame has a transparent colour
 * @param frames number of frames whose beginning is in the file
 */
public record GifHeader(Size size, int left, int top, Size frame, boolean transparent, int frames) {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int GRAPHIC_CONTROL = 0xf9;

    /**
     * Reads the blocks of {@code file}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} for an empty screen or no frame
     */
    public static GifHeader read(byte[] file) throws ImageException {
        return new Parser(ByteReader.littleEndian(file, "GIF")).read();
    }

    /** Whether the first frame hides the whole screen. */
    public boolean fillsScreen() {
        return left == 0 && top == 0 && frame.width() >= size.width() && frame.height() >= size.height();
    }

    ImageHeader header() {
        return new ImageHeader(
                ImageFormat.GIF,
                size,
                ExifOrientation.UPRIGHT,
                frames,
                transparent || !fillsScreen(),
                8,
                1,
                true,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** One pass over the blocks. */
    private static final class Parser {
        private final ByteReader bytes;
        private boolean transparent;
        private int frames;
        private long firstFrame;
        private boolean firstTransparent;

        Parser(ByteReader bytes) {
            this.bytes = bytes;
        }

        GifHeader read() throws ImageException {
            Size screen = size(6);
            long at = 13 + tableBytes(bytes.u8(10));
            while (bytes.has(at, 1) && (bytes.u8(at) == EXTENSION || bytes.u8(at) == IMAGE)) {
                at = bytes.u8(at) == IMAGE ? image(at) : extension(at);
            }
            if (frames == 0) {
                throw bytes.damaged("it has no frame");
            }
            return new GifHeader(
                    screen,
                    bytes.u16(firstFrame + 1),
                    bytes.u16(firstFrame + 3),
                    size(firstFrame + 5),
                    firstTransparent,
                    frames);
        }

        private Size size(long at) throws ImageException {
            int width = bytes.u16(at);
            int height = bytes.u16(at + 2);
            if (width == 0 || height == 0) {
                throw bytes.damaged("its size is " + width + "x" + height);
            }
            return new Size(width, height);
        }

        /** The size of the colour table that packed {@code flags} announce. */
        private static int tableBytes(int flags) {
            return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
        }

        private long extension(long at) throws ImageException {
            if (bytes.has(at, 5) && bytes.u8(at + 1) == GRAPHIC_CONTROL) {
                transparent = (bytes.u8(at + 3) & 1) != 0;
            }
            return behindBlocks(at + 2);
        }

        private long image(long at) throws ImageException {
            if (!bytes.has(at, 11)) {
                return at + 11;
            }
            if (frames++ == 0) {
                firstFrame = at;
                firstTransparent = transparent;
            }
            transparent = false;
            return behindBlocks(at + 11 + tableBytes(bytes.u8(at + 9)));
        }

        /** Skips data sub-blocks: each at least one byte, so this ends. */
        private long behindBlocks(long from) throws ImageException {
            long at = from;
            while (bytes.has(at, 1) && bytes.u8(at) != 0) {
                at += 1 + bytes.u8(at);
            }
            return at + 1;
        }
    }
}
