package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.AnimationWriter;
import dev.tomthumb.codec.Frame;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PackedFrame;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Quantizer;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a frame once the next one is known: where that is transparent and this one is not, this one has to be taken
 * off before.
 *
 * <p>What did not change since the frame before is written as transparent, and only the box around what did. Frames are
 * compared before their colours are reduced, so that what stands still does not flicker.
 */
final class GifAnimationWriter implements AnimationWriter {
    private static final int MOST_COLORS = 256;
    private static final int OPAQUE_FROM = 128;
    /** Shorter ones are shown ten times as long (see {@link Control}). */
    private static final int SHORTEST_HUNDREDTHS = 2;

    private static final int LONGEST_HUNDREDTHS = 0xffff;
    private static final int KEEP = 1;

    private final Size size;
    private final GifOutput out;
    /** What the screen shows before {@link #waiting} is drawn: 0 where it is transparent. */
    private int[] shown;

    private int @Nullable [] waiting;
    private int waitingMillis;
    private boolean first = true;

    GifAnimationWriter(Size size, int plays) {
        this.size = size;
        this.shown = new int[Math.toIntExact(size.pixels())];
        this.out = new GifOutput();
        out.screen(size, plays);
    }

    @Override
    public void add(Frame frame) {
        int[] next = hardEdged(PackedFrame.of(frame.pixels()));
        if (waiting != null) {
            write(waiting, next);
        }
        waiting = next;
        waitingMillis = frame.delayMillis();
    }

    @Override
    public byte[] finish() {
        if (waiting == null) {
            throw new IllegalStateException("an animation has at least one frame");
        }
        write(waiting, waiting);
        return out.finish();
    }

    /** Alpha is on or off: what is off becomes 0. */
    private static int[] hardEdged(int[] words) {
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i] >>> 24 < OPAQUE_FROM ? 0 : words[i] | 0xff000000;
        }
        return words;
    }

    private void write(int[] frame, int[] next) {
        Optional<Box> gone = PackedFrame.around(size, i -> frame[i] != 0 && next[i] == 0);
        Box box = union(changed(frame), gone);
        Quantizer.Result picture = Quantizer.quantize(part(frame, box), MOST_COLORS);
        out.frame(box, picture, hundredths(), gone.isPresent() ? Control.CLEAR : KEEP);
        shown = frame;
        if (gone.isPresent()) {
            // The next frame is compared with what is left, and this frame is not needed any more.
            clear(shown, box);
        }
        first = false;
    }

    /** The first frame covers the screen; one in which nothing changed is a single pixel, for its time's sake. */
    private Optional<Box> changed(int[] frame) {
        if (first) {
            return Optional.of(Box.whole(size));
        }
        int[] before = shown;
        return PackedFrame.around(size, i -> frame[i] != before[i]);
    }

    private static Box union(Optional<Box> changed, Optional<Box> gone) {
        if (changed.isEmpty() || gone.isEmpty()) {
            return changed.or(() -> gone).orElse(Box.whole(new Size(1, 1)));
        }
        Box a = changed.get();
        Box b = gone.get();
        int x = Math.min(a.x(), b.x());
        int y = Math.min(a.y(), b.y());
        int right = Math.max(a.x() + a.width(), b.x() + b.width());
        int bottom = Math.max(a.y() + a.height(), b.y() + b.height());
        return new Box(x, y, new Size(right - x, bottom - y));
    }

    private Pixels part(int[] frame, Box box) {
        byte[] samples = new byte[Math.toIntExact(4 * box.size().pixels())];
        int at = 0;
        for (int y = 0; y < box.height(); y++) {
            int place = (box.y() + y) * size.width() + box.x();
            for (int x = 0; x < box.width(); x++, place++, at += 4) {
                if (frame[place] != shown[place]) {
                    samples[at] = (byte) (frame[place] >> 16);
                    samples[at + 1] = (byte) (frame[place] >> 8);
                    samples[at + 2] = (byte) frame[place];
                    samples[at + 3] = -1;
                }
            }
        }
        return Plane.interleaved(Layout.RGB_ALPHA, samples, box.width(), box.height());
    }

    private void clear(int[] words, Box box) {
        for (int y = 0; y < box.height(); y++) {
            int from = (box.y() + y) * size.width() + box.x();
            java.util.Arrays.fill(words, from, from + box.width(), 0);
        }
    }

    private int hundredths() {
        return Math.max(SHORTEST_HUNDREDTHS, Math.min(LONGEST_HUNDREDTHS, (waitingMillis + 5) / 10));
    }
}
