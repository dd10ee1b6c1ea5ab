package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.List;

/** Reads any bytes as a JPEG in every way there is. Fails if anything but a refusal comes out, or the ways differ. */
public final class JpegFuzz {
    /** Larger claims are refused by the limits before a decoder sees them. */
    private static final long MOST_PIXELS = 250_000;

    private JpegFuzz() {}

    /** The entry for a fuzzer. */
    public static void fuzz(byte[] file) {
        ImageHeader header;
        try {
            header = Headers.of(file);
        } catch (ImageException refusal) {
            requireSentence(refusal);
            return;
        }
        boolean ours =
                header.format() == ImageFormat.JPEG && header.components().isPresent();
        if (!ours || header.size().pixels() > MOST_PIXELS) {
            return;
        }
        for (int scale : Demand.SCALES) {
            read(file, header, scale);
        }
        try {
            DecodedPlanes.decoder(true).decode(file, header);
        } catch (ImageException refusal) {
            requireSentence(refusal);
        }
    }

    private static void read(byte[] file, ImageHeader header, int scale) {
        Size size = header.size();
        Box part =
                new Box(size.width() / 3, size.height() / 3, new Size((size.width() + 2) / 3, (size.height() + 2) / 3));
        try {
            List<float[][]> whole = DecodedPlanes.whole(file, scale);
            requireSame(whole, DecodedPlanes.lenient(file, scale));
        } catch (ImageException refusal) {
            requireSentence(refusal);
        }
        for (boolean lenient : new boolean[] {false, true}) {
            try {
                DecodedPlanes.region(file, scale, part, lenient);
            } catch (ImageException refusal) {
                requireSentence(refusal);
            }
        }
    }

    /** What is whole is the same to a lenient reader. */
    private static void requireSame(List<float[][]> strict, List<float[][]> lenient) {
        for (int i = 0; i < strict.size(); i++) {
            if (!java.util.Arrays.deepEquals(strict.get(i), lenient.get(i))) {
                throw new AssertionError("plane " + i + " is different to a lenient reader");
            }
        }
    }

    private static void requireSentence(ImageException refusal) {
        if (!refusal.getMessage().endsWith(".")) {
            throw new AssertionError(refusal);
        }
    }
}
