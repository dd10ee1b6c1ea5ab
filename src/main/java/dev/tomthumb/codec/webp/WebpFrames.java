package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Canvas;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Frame;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.Optional;

/** Walks from frame to frame and keeps the canvas. */
final class WebpFrames implements Frames {
    private static final int FRAME_HEAD_BYTES = 16;
    private static final int DISPOSES = 1;
    private static final int REPLACES = 2;

    private final ByteReader bytes;
    private final Decoder still;
    private final Size size;
    private final Canvas canvas;
    private final int plays;

    private RiffChunk chunk;
    private Optional<Box> cleared = Optional.empty();

    WebpFrames(ByteReader bytes, Decoder still, Size size) throws ImageException {
        this.bytes = bytes;
        this.still = still;
        this.size = size;
        this.canvas = new Canvas(size);
        this.chunk = RiffChunk.first(bytes);
        this.plays = plays(bytes);
    }

    /** A file without an ANIM chunk is none; for ever is what most of them say. */
    private static int plays(ByteReader bytes) throws ImageException {
        for (RiffChunk chunk = RiffChunk.first(bytes); chunk.isWhole(); chunk = chunk.next()) {
            if (chunk.is("ANIM") && chunk.length() >= 6) {
                return bytes.u16(chunk.content() + 4);
            }
        }
        return 0;
    }

    @Override
    public int plays() {
        return plays;
    }

    @Override
    public Optional<Frame> next() throws ImageException {
        while (chunk.isWhole()) {
            RiffChunk here = chunk;
            chunk = chunk.next();
            if (here.is("ANMF")) {
                return Optional.of(frame(here));
            }
        }
        if (chunk.isBegun()) {
            throw bytes.damaged("it ends before its last pixel");
        }
        return Optional.empty();
    }

    private Frame frame(RiffChunk chunk) throws ImageException {
        if (chunk.length() < FRAME_HEAD_BYTES) {
            throw bytes.damaged("a frame has no header");
        }
        ByteReader frame = bytes.slice(chunk.content(), chunk.length());
        Box box = new Box(2 * frame.u24(0), 2 * frame.u24(3), new Size(frame.u24(6) + 1, frame.u24(9) + 1));
        if (box.x() + box.width() > size.width() || box.y() + box.height() > size.height()) {
            throw bytes.damaged("a frame does not lie on its canvas");
        }
        int flags = frame.u8(15);
        cleared.ifPresent(canvas::clear);
        Pixels picture = picture(frame, box.size());
        if ((flags & REPLACES) != 0) {
            canvas.replace(box, picture);
        } else {
            canvas.blend(box, picture);
        }
        // The background is transparent, whatever colour the file proposes (section 2.7.1.1 leaves it to the viewer).
        cleared = (flags & DISPOSES) != 0 ? Optional.of(box) : Optional.empty();
        return new Frame(canvas.pixels(false), frame.u24(12));
    }

    private Pixels picture(ByteReader frame, Size promised) throws ImageException {
        byte[] file = StillWebp.of(frame, promised);
        ImageHeader header = WebpHeader.read(file).header();
        if (!header.size().equals(promised)) {
            throw bytes.damaged("it says " + promised + " of a frame and " + header.size() + " in its pixels");
        }
        return still.decode(file, header);
    }
}
