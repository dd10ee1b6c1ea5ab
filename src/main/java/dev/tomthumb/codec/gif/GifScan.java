package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;

/**
 * What has to be known of a GIF before its first frame is decoded.
 *
 * @param screen the logical screen
 * @param plays how often the frames are shown; 0 = for ever
 * @param opaque whether no frame leaves anything of the screen transparent
 * @param blocks where the first block behind screen and global colours begins
 */
record GifScan(Size screen, int plays, boolean opaque, long blocks) {
    /** Reads every block's head; pixels are skipped. */
    static GifScan of(ByteReader bytes) throws ImageException {
        int width = bytes.u16(6);
        int height = bytes.u16(8);
        if (width == 0 || height == 0) {
            throw bytes.damaged("its size is " + width + "x" + height);
        }
        return new Walk(bytes, new Size(width, height)).scan();
    }

    private static final class Walk {
        private final ByteReader bytes;
        private final Size screen;
        private int plays = 1;
        private boolean opaque = true;
        private boolean first = true;

        Walk(ByteReader bytes, Size screen) {
            this.bytes = bytes;
            this.screen = screen;
        }

        GifScan scan() throws ImageException {
            long blocks = 13 + Blocks.tableBytes(bytes.u8(10));
            long at = blocks;
            while (Blocks.isBlock(bytes, at)) {
                at = Blocks.isImage(bytes, at) ? image(at) : extension(at);
            }
            return new GifScan(screen, plays, opaque, blocks);
        }

        private long image(long at) throws ImageException {
            if (first && bytes.has(at, Blocks.IMAGE_BYTES)) {
                boolean fills = bytes.u16(at + 1) == 0
                        && bytes.u16(at + 3) == 0
                        && bytes.u16(at + 5) >= screen.width()
                        && bytes.u16(at + 7) >= screen.height();
                opaque &= fills;
                first = false;
            }
            return Blocks.behindImage(bytes, at);
        }

        private long extension(long at) throws ImageException {
            Control control = Control.at(bytes, at);
            boolean clears = control.disposal() == Control.CLEAR;
            opaque &= control.transparentIndex() < 0 && !clears;
            if (first && isLoop(at)) {
                int repetitions = bytes.u16(at + 16);
                plays = repetitions == 0 ? 0 : repetitions + 1;
            }
            return Blocks.behindBlocks(bytes, at + 2);
        }

        /** Netscape's application extension: how often the frames are repeated after they have been shown once. */
        private boolean isLoop(long at) throws ImageException {
            return bytes.has(at, 19)
                    && bytes.u8(at + 1) == 0xff
                    && (bytes.isText(at + 3, "NETSCAPE2.0") || bytes.isText(at + 3, "ANIMEXTS1.0"))
                    && bytes.u8(at + 14) >= 3
                    && bytes.u8(at + 15) == 1;
        }
    }
}
