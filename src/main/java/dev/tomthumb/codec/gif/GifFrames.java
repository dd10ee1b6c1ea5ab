package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Canvas;
import dev.tomthumb.codec.Frame;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks from frame to frame and keeps the canvas. */
final class GifFrames implements Frames {
    private static final int INTERLACED = 0x40;

    private final ByteReader bytes;
    private final GifScan scan;
    private final Size screen;
    private final Canvas canvas;
    private final int[] globalColors;

    private long at;
    private Control control = Control.NONE;
    /** What the frame on show leaves to be done before the next. */
    private int disposal;

    private Optional<Box> drawn = Optional.empty();
    private @Nullable Canvas before;

    /** @param checked the size that limits were checked on */
    GifFrames(ByteReader bytes, GifScan scan, Size checked) throws ImageException {
        if (!scan.screen().equals(checked)) {
            throw bytes.damaged("says " + checked + " in its header and " + scan.screen() + " later");
        }
        this.bytes = bytes;
        this.scan = scan;
        this.screen = checked;
        this.at = scan.blocks();
        this.globalColors = colors(13, bytes.u8(10));
        this.canvas = new Canvas(screen);
    }

    @Override
    public int plays() {
        return scan.plays();
    }

    @Override
    public Optional<Frame> next() throws ImageException {
        while (Blocks.isBlock(bytes, at)) {
            if (Blocks.isImage(bytes, at)) {
                dispose();
                draw();
                Frame frame = new Frame(canvas.pixels(scan.opaque()), control.delayMillis());
                control = Control.NONE;
                return Optional.of(frame);
            }
            if (Control.isAt(bytes, at)) {
                control = Control.at(bytes, at);
            }
            at = Blocks.behindBlocks(bytes, at + 2);
        }
        return Optional.empty();
    }

    private void dispose() {
        if (disposal == Control.CLEAR) {
            drawn.ifPresent(canvas::clear);
        } else if (before != null && drawn.isPresent()) {
            canvas.takeBack(drawn.get(), before);
        }
        before = null;
    }

    private void draw() throws ImageException {
        if (!bytes.has(at, Blocks.IMAGE_BYTES)) {
            throw bytes.damaged("it ends before its last pixel");
        }
        int left = bytes.u16(at + 1);
        int top = bytes.u16(at + 3);
        Size size = frameSize();
        int flags = bytes.u8(at + 9);
        int[] local = colors(at + 10, flags);
        int[] palette = local.length > 0 ? local : globalColors;
        disposal = control.disposal();
        before = disposal == Control.RESTORE ? canvas.copy() : null;
        LzwReader pixels = new LzwReader(bytes, at + 10 + Blocks.tableBytes(flags));
        byte[] indices = pixels.read(Math.toIntExact(size.pixels()));
        drawn = onScreen(left, top, size);
        if (drawn.isPresent()) {
            put(drawn.get(), indices, size, palette, (flags & INTERLACED) != 0, pixels.count());
        }
        at = pixels.end();
    }

    private Size frameSize() throws ImageException {
        int width = bytes.u16(at + 5);
        int height = bytes.u16(at + 7);
        if (width == 0 || height == 0) {
            throw bytes.damaged("the size of a frame is " + width + "x" + height);
        }
        Size size = new Size(width, height);
        if (size.pixels() > screen.pixels()) {
            throw bytes.damaged("one of its frames is larger than its screen");
        }
        return size;
    }

    private Optional<Box> onScreen(int left, int top, Size size) {
        int width = Math.min(size.width(), screen.width() - left);
        int height = Math.min(size.height(), screen.height() - top);
        return width < 1 || height < 1 ? Optional.empty() : Optional.of(new Box(left, top, new Size(width, height)));
    }

    /** Pixels behind {@code count} are missing and draw nothing, as everywhere. */
    private void put(Box box, byte[] indices, Size size, int[] palette, boolean interlaced, int count) {
        for (int row = 0; row < size.height(); row++) {
            int y = interlaced ? Interlace.line(row, size.height()) : row;
            if (y < box.height()) {
                int place = (box.y() + y) * screen.width() + box.x();
                int from = row * size.width();
                int to = Math.min(from + box.width(), count);
                for (int i = from; i < to; i++, place++) {
                    int index = indices[i] & 0xff;
                    if (index != control.transparentIndex()) {
                        // An index beyond the palette is a damaged file; every browser shows black.
                        canvas.put(place, index < palette.length ? palette[index] : 0);
                    }
                }
            }
        }
    }

    /** The colour table there, {@code 0xRRGGBB}; empty if the flags announce none. */
    private int[] colors(long from, int flags) throws ImageException {
        int[] colors = new int[Blocks.tableBytes(flags) / 3];
        for (int i = 0; i < colors.length; i++) {
            long color = from + 3L * i;
            colors[i] = bytes.u8(color) << 16 | bytes.u8(color + 1) << 8 | bytes.u8(color + 2);
        }
        return colors;
    }
}
