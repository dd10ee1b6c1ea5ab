package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * The header of a JPEG XL (ISO/IEC 18181-1, annexes D and E; the container is part 2), up to its channels. Decoders turn
 * the picture upright, so the size is the one after that. What profile it has stays unknown: decoding yields sRGB.
 */
final class JxlHeader {
    private static final int ALPHA = 0;
    private static final int SPOT = 2;
    private static final int FILTER = 5;
    /** Names of channels are skipped; a real header fits many times. */
    private static final int MOST_CHANNELS = 64;

    /** The aspect ratios that have a short form. */
    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

    private final ByteReader bytes;
    private long at;

    private JxlHeader(ByteReader codestream) {
        this.bytes = codestream;
    }

    static ImageHeader read(byte[] file) throws ImageException {
        ByteReader bytes = ByteReader.bigEndian(file, "JPEG XL");
        return new JxlHeader(bytes.isText(0, "\u00ff\n") ? bytes : contained(bytes)).header();
    }

    /** The codestream, or its first part. */
    private static ByteReader contained(ByteReader file) throws ImageException {
        IsoBoxes boxes = new IsoBoxes(file);
        for (Optional<IsoBoxes.Box> box = boxes.next(); box.isPresent(); box = boxes.next()) {
            if (box.get().is("jxlc")) {
                return box.get().content();
            }
            if (box.get().is("jxlp")) {
                ByteReader part = box.get().content();
                return part.slice(4, part.length() - 4L);
            }
        }
        throw file.damaged("it has no picture");
    }

    private ImageHeader header() throws ImageException {
        if (!bytes.isText(0, "\u00ff\n")) {
            throw bytes.damaged("its picture has no signature");
        }
        at = 16;
        Size stored = size();
        if (flag()) {
            return header(stored, ExifOrientation.UPRIGHT, false, 8);
        }
        int orientation = ExifOrientation.UPRIGHT;
        if (flag()) {
            orientation = bits(3) + 1;
            if (flag()) {
                size();
            }
            if (flag()) {
                skipPreview();
            }
            if (flag()) {
                skipAnimation();
            }
        }
        int depth = depth();
        skip(1);
        return header(stored, orientation, hasAlpha(), depth);
    }

    private static ImageHeader header(Size stored, int orientation, boolean alpha, int depth) {
        Size upright = orientation >= 5 ? stored.turned() : stored;
        return new ImageHeader(
                ImageFormat.JXL, upright, ExifOrientation.UPRIGHT, 1, alpha, Math.min(16, depth), Optional.empty());
    }

    /** SizeHeader. */
    private Size size() throws ImageException {
        boolean small = flag();
        long height = side(small);
        int ratio = bits(3);
        long width = ratio == 0 ? side(small) : height * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1];
        if (width < 1 || width > Integer.MAX_VALUE) {
            throw bytes.damaged("its size is " + width + "x" + height);
        }
        return new Size((int) width, (int) height);
    }

    private long side(boolean small) throws ImageException {
        return small ? 8L * (bits(5) + 1) : 1L + bits(new int[] {9, 13, 18, 30}[bits(2)]);
    }

    /** PreviewHeader. */
    private void skipPreview() throws ImageException {
        boolean eighths = flag();
        skipPreviewSide(eighths);
        if (bits(3) == 0) {
            skipPreviewSide(eighths);
        }
    }

    private void skipPreviewSide(boolean eighths) throws ImageException {
        skip((eighths ? new int[] {0, 0, 5, 9} : new int[] {6, 8, 10, 12})[bits(2)]);
    }

    /** AnimationHeader. */
    private void skipAnimation() throws ImageException {
        skip(new int[] {0, 0, 10, 30}[bits(2)]);
        skip(new int[] {0, 0, 8, 10}[bits(2)]);
        skip(new int[] {0, 3, 16, 32}[bits(2)]);
        skip(1);
    }

    /** BitDepth: bits of a sample. Samples of floating point are refused. */
    private int depth() throws ImageException {
        if (flag()) {
            throw unsupported("samples of floating point");
        }
        int selector = bits(2);
        return selector == 3 ? 1 + bits(6) : new int[] {8, 10, 12}[selector];
    }

    private boolean hasAlpha() throws ImageException {
        int selector = bits(2);
        int channels = selector < 2 ? selector : selector == 2 ? 2 + bits(4) : 1 + bits(12);
        if (channels > MOST_CHANNELS) {
            throw unsupported(channels + " channels beside its colours");
        }
        boolean alpha = false;
        for (int i = 0; i < channels; i++) {
            alpha |= isAlpha();
        }
        return alpha;
    }

    /** ExtraChannelInfo. */
    private boolean isAlpha() throws ImageException {
        if (flag()) {
            return true;
        }
        int selector = bits(2);
        int type = selector < 2 ? selector : selector == 2 ? 2 + bits(4) : 18 + bits(6);
        depth();
        skip(new int[] {0, 0, 0, 3}[bits(2)]);
        skip(8 * nameBytes());
        if (type == ALPHA) {
            skip(1);
        } else if (type == SPOT) {
            skip(4 * 16);
        } else if (type == FILTER) {
            skip(new int[] {0, 2, 4, 8}[bits(2)]);
        }
        return type == ALPHA;
    }

    private int nameBytes() throws ImageException {
        int selector = bits(2);
        return new int[] {0, 0, 16, 48}[selector] + bits(new int[] {0, 4, 5, 10}[selector]);
    }

    private static ImageException unsupported(String what) {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT,
                "The original is a JPEG XL with " + what + "; accepted are whole-number samples of grey or RGB, with or"
                        + " without transparency.");
    }

    private boolean flag() throws ImageException {
        return bits(1) != 0;
    }

    /** The next 0..30 bits, the least significant first (annex B). */
    private int bits(int count) throws ImageException {
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            value |= (bytes.u8(at >> 3) >> (int) (at & 7) & 1) << i;
        }
        return value;
    }

    private void skip(int count) {
        at += count;
    }
}
