package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.png.Refusals.damaged;
import static dev.tomthumb.codec.png.Refusals.unsupported;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.FanOut;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads PNG: all types and depths, interlaced or not, the first picture of an animation. Samples come out as stored,
 * reduced to 8 bits unless it is {@link #deep}; palettes are expanded.
 *
 * <p>What a file gets wrong outside of its pixels does no harm: unknown or damaged ancillary chunks and all that follows
 * the last pixel are left out. What decides pixels must be right.
 */
public final class PngDecoder implements BandDecoder {
    /** Rows read ahead, inflater, tables. */
    private static final int OVERHEAD_BYTES = 1 << 20;

    /** The longest array that all virtual machines can make. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

    private final boolean deep;

    /** A decoder to 8 bits. */
    public PngDecoder() {
        this(false);
    }

    private PngDecoder(boolean deep) {
        this.deep = deep;
    }

    @Override
    public Optional<Decoder> deep() {
        return Optional.of(new PngDecoder(true));
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.PNG);
    }

    /** Every PNG can be read so, though an interlaced one is held as a whole. */
    @Override
    public boolean hasBands(ImageHeader header) {
        return true;
    }

    /** The result, a filter byte for each row, and some rows as stored and unpacked. */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * pixelBytes(header) + header.size().height() + rows(header);
    }

    /** As {@link #memory(ImageHeader)} for an interlaced picture, else some rows. */
    @Override
    public long memory(ImageHeader header, Demand demand) {
        return header.progressive() ? memory(header) : rows(header);
    }

    private long rows(ImageHeader header) {
        int stored = Math.max(1, header.channels() * header.bitsPerSample() / 8);
        return (2L * stored + pixelBytes(header)) * header.size().width() + OVERHEAD_BYTES;
    }

    /** Bytes of a pixel that comes out. */
    private int pixelBytes(ImageHeader header) {
        return planes(header) * (deep && header.bitsPerSample() > Byte.SIZE ? 2 : 1);
    }

    private static int planes(ImageHeader header) {
        if (header.palette()) {
            return header.alpha() ? 4 : 3;
        }
        return header.channels();
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        Preamble preamble = preamble(file, header);
        return pixels(file, preamble, Samples.of(preamble, deep), Checkpoint.NONE);
    }

    @Override
    public Bands open(byte[] file, ImageHeader header, Demand demand, Scratch scratch) throws ImageException {
        Preamble preamble = preamble(file, header);
        Samples samples = Samples.of(preamble, deep);
        return preamble.interlaced()
                ? new HeldBands(
                        samples, preamble.size(), demand, checkpoint -> pixels(file, preamble, samples, checkpoint))
                : new StreamedBands(file, preamble, samples, demand, scratch);
    }

    /** All want the same samples, and the memory they take hardly depends on what is wanted of them. */
    @Override
    public void decode(byte[] file, ImageHeader header, List<Taker> takers, Scratch scratch) throws ImageException {
        Demand all = Demand.union(takers.stream().map(Taker::demand).toList());
        FanOut.decode(open(file, header, all, scratch), takers, scratch);
    }

    private static Preamble preamble(byte[] file, ImageHeader header) throws ImageException {
        Preamble preamble = Preamble.read(file);
        if (!preamble.size().equals(header.size())) {
            throw damaged("says " + header.size() + " in its header and " + preamble.size() + " later");
        }
        return preamble;
    }

    private static Pixels pixels(byte[] file, Preamble preamble, Samples samples, Checkpoint checkpoint)
            throws ImageException {
        WholePicture picture = new WholePicture(preamble, samples, checkpoint);
        requireHoldable(picture.bytes());
        try (ImageData data = ImageData.open(file, preamble)) {
            return picture.read(data);
        }
    }

    private static void requireHoldable(long bytes) throws ImageException {
        if (bytes > MAX_ARRAY) {
            throw unsupported("is larger than this server can hold");
        }
    }
}
