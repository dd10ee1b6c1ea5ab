package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.AnimationWriter;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Frame;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PackedFrame;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the box around what changed, which replaces what was there. Frames are compared before anything is lost, so
 * that what stands still does not flicker.
 */
final class WebpAnimationWriter implements AnimationWriter {
    private static final int FRAME_HEAD_BYTES = 16;
    private static final int MOST_PLAYS = 0xffff;
    private static final int LONGEST_MILLIS = 0xffffff;
    private static final int REPLACES = 2;
    private static final int BLENDS = 0;
    /** A pixel that changes nothing: what stands for a frame in which nothing happens. */
    private static final Pixels NOTHING = Plane.interleaved(Layout.RGB_ALPHA, new byte[4], 1, 1);

    private final Encoder still;
    private final Size size;
    private final Encoding encoding;
    private final RiffOutput out = new RiffOutput();

    private int @Nullable [] shown;
    private boolean alpha;

    WebpAnimationWriter(Encoder still, Size size, int plays, Encoding encoding) {
        this.still = still;
        this.size = size;
        this.encoding = encoding;
        out.extended(RiffOutput.ANIMATION, size);
        encoding.profile().ifPresent(profile -> out.chunk("ICCP", profile));
        out.head("ANIM", 6);
        out.number(0, 4);
        out.number(Math.min(plays, MOST_PLAYS), 2);
    }

    @Override
    public void add(Frame frame) throws ImageException {
        int[] words = PackedFrame.of(frame.pixels());
        Optional<Box> changed = changed(words);
        if (changed.isPresent()) {
            write(changed.get(), part(frame.pixels(), changed.get()), frame.delayMillis(), REPLACES);
        } else {
            write(Box.whole(new Size(1, 1)), NOTHING, frame.delayMillis(), BLENDS);
        }
        shown = words;
    }

    /** What differs from the frame before, on even coordinates (section 2.7.1.1). */
    private Optional<Box> changed(int[] words) {
        int[] before = shown;
        if (before == null) {
            return Optional.of(Box.whole(size));
        }
        return PackedFrame.around(size, i -> words[i] != before[i]).map(WebpAnimationWriter::even);
    }

    private static Box even(Box box) {
        int x = box.x() & ~1;
        int y = box.y() & ~1;
        return new Box(x, y, new Size(box.x() + box.width() - x, box.y() + box.height() - y));
    }

    private static Pixels part(Pixels pixels, Box box) {
        List<Plane> planes = pixels.planes().stream()
                .map(plane -> plane.view(box.x(), box.y(), box.width(), box.height()))
                .toList();
        return new Pixels(pixels.layout(), planes);
    }

    /** Metadata that the still file has are left out: the animation has them once. */
    private void write(Box box, Pixels picture, int millis, int flags) throws ImageException {
        List<byte[]> chunks = StillWebp.picture(still.encode(picture, encoding));
        alpha |= picture.layout().hasAlpha();
        int length = FRAME_HEAD_BYTES;
        for (byte[] chunk : chunks) {
            length += chunk.length + (chunk.length & 1);
        }
        out.head("ANMF", length);
        out.number(box.x() / 2, 3);
        out.number(box.y() / 2, 3);
        out.number(box.width() - 1, 3);
        out.number(box.height() - 1, 3);
        out.number(Math.min(millis, LONGEST_MILLIS), 3);
        out.number(flags, 1);
        chunks.forEach(out::whole);
    }

    @Override
    public byte[] finish() {
        if (shown == null) {
            throw new IllegalStateException("an animation has at least one frame");
        }
        encoding.exif().ifPresent(exif -> out.chunk("EXIF", exif));
        return out.withFlags((alpha ? RiffOutput.ALPHA : 0)
                | (encoding.profile().isPresent() ? RiffOutput.PROFILE : 0)
                | (encoding.exif().isPresent() ? RiffOutput.EXIF : 0));
    }
}
