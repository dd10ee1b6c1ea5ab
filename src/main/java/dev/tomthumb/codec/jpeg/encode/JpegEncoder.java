package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.BandEncoder;
import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * JPEG, baseline or progressive, with Huffman codes made for the picture (ITU-T T.81, T.871).
 *
 * <p>A picture of red, green and blue is converted; one that comes as planes of luma and chroma is written without
 * having been anything else.
 */
public final class JpegEncoder implements BandEncoder {
    /** The most that libjpeg reads (JPEG_MAX_DIMENSION), and so every browser; the format has room for 65535. */
    private static final int MAX_SIDE = 65_500;
    /** From this quality on chroma keeps its full size, as in libvips. */
    private static final int FULL_CHROMA = 90;

    private final ScratchPool scratch;
    private final Optional<ChromaSubsampling> chroma;
    private final boolean optimised;

    /**
     * Chroma is sampled by quality, and Huffman codes are optimised.
     *
     * @param scratch lends the working arrays of {@link #encode}
     */
    public JpegEncoder(ScratchPool scratch) {
        this(scratch, Optional.empty(), true);
    }

    private JpegEncoder(ScratchPool scratch, Optional<ChromaSubsampling> chroma, boolean optimised) {
        this.scratch = scratch;
        this.chroma = chroma;
        this.optimised = optimised;
    }

    /** The same, with one sampling of chroma for every quality. */
    public JpegEncoder withChroma(ChromaSubsampling always) {
        return new JpegEncoder(scratch, Optional.of(always), optimised);
    }

    /**
     * The same with the typical Huffman codes of T.81, annex K.3, in baseline files: a little less work for files that
     * are larger by some per cent. Progressive files always have codes of their own.
     */
    public JpegEncoder withTypicalCodes() {
        return new JpegEncoder(scratch, chroma, false);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.JPEG;
    }

    @Override
    public boolean embedsProfile() {
        return true;
    }

    /**
     * Of each of three planes as fine as the picture: coefficients of two bytes and an eighth, for which an array may be
     * longer by an eighth than asked for; the file, at most a byte and a half per sample, twice, while it is put
     * together. And of each plane a band of columns.
     */
    @Override
    public long memory(Size size) {
        long samples = 3 * (size.pixels() + 15L * (size.width() + size.height()) + 225);
        long bands = 3L * size.width() * 4 * (ColumnSink.BAND + 16 + 16);
        return samples * 11 / 2 + bands + (1 << 20);
    }

    @Override
    public Sampling chroma(Encoding encoding) {
        return subsampling(encoding).sampling();
    }

    private ChromaSubsampling subsampling(Encoding encoding) {
        boolean full = encoding.jpeg().fullChroma() || encoding.quality() >= FULL_CHROMA;
        return chroma.orElse(full ? ChromaSubsampling.NONE : ChromaSubsampling.BOTH);
    }

    /** @throws IllegalArgumentException for another layout */
    @Override
    public PictureWriter begin(Size size, Layout layout, Encoding encoding, Scratch scratch) throws ImageException {
        if (layout != Layout.GREY && layout != Layout.YCBCR) {
            throw new IllegalArgumentException("planes come as GREY or YCBCR, not as " + layout);
        }
        return writer(size, layout, subsampling(encoding), encoding, scratch);
    }

    private JpegWriter writer(
            Size size, Layout layout, ChromaSubsampling subsampling, Encoding encoding, Scratch scratch)
            throws ImageException {
        requireFits(size);
        ChromaSubsampling used = layout == Layout.GREY ? ChromaSubsampling.NONE : subsampling;
        boolean counted = optimised && !encoding.progressive();
        QuantizationTables tables = new QuantizationTables(encoding.quality(), encoding.jpeg());
        CodedPicture picture = new CodedPicture(size, layout, used, tables, counted, scratch);
        return new JpegWriter(picture, encoding, optimised, scratch);
    }

    private static void requireFits(Size size) throws ImageException {
        if (size.width() > MAX_SIDE || size.height() > MAX_SIDE) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A JPEG is at most " + MAX_SIDE + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Chroma planes of {@code YCBCR} pixels that are subsampled already are written as they are, whatever the
     * quality.
     *
     * @throws IllegalArgumentException if they are sampled in a way that no {@link ChromaSubsampling} names
     */
    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        Layout layout = pixels.colors().size() == 1 ? Layout.GREY : Layout.YCBCR;
        ChromaSubsampling subsampling = subsampling(pixels, encoding);
        try (Scratch arrays = scratch.lease()) {
            JpegWriter writer = writer(size, layout, subsampling, encoding, arrays);
            new PixelRows(pixels, subsampling, writer, arrays).feed();
            return writer.finish();
        }
    }

    private ChromaSubsampling subsampling(Pixels pixels, Encoding encoding) {
        Plane last = pixels.planes().get(pixels.planes().size() - 1);
        if (last.width() == pixels.width() && last.height() == pixels.height()) {
            return subsampling(encoding);
        }
        for (ChromaSubsampling stored : ChromaSubsampling.values()) {
            Sampling sampling = stored.sampling();
            if (last.width() == sampling.across(pixels.width()) && last.height() == sampling.down(pixels.height())) {
                return stored;
            }
        }
        throw new IllegalArgumentException("chroma of " + last.width() + "x" + last.height() + " in a picture of "
                + pixels.width() + "x" + pixels.height());
    }
}
