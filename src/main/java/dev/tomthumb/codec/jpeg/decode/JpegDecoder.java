package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.JpegHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Reads JPEGs of 8 bits, grey, YCbCr or RGB, sequential or progressive, coded by Huffman (ITU-T T.81, T.871): band by
 * band, from 1/8 to full size, in the planes that are stored. All others are left to another decoder.
 *
 * <p>At 1/8 the samples are those of libjpeg, at full size they differ from them by 1 at most. At 1/2 and 1/4 libjpeg
 * averages; here the transform itself is made smaller, which keeps more of the picture.
 */
public final class JpegDecoder implements BandDecoder {
    /** Samples in a plane, which is one array. */
    private static final int MOST_SAMPLES = Integer.MAX_VALUE / 2;

    private final boolean lenient;
    private final Decoder others;

    /**
     * @param lenient whether a file that ends early, or is damaged between two restart markers, yields what can be
     *     decoded, grey where nothing can; else it is refused
     * @param others reads, or refuses by name, what is not read here: CMYK, other depths, other coding
     */
    public JpegDecoder(boolean lenient, Decoder others) {
        this.lenient = lenient;
        this.others = others;
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.JPEG);
    }

    @Override
    public boolean hasBands(ImageHeader header) {
        return header.format() == ImageFormat.JPEG && header.components().isPresent();
    }

    /** Working memory, and full planes even if chroma is stored at less. */
    @Override
    public long memory(ImageHeader header) {
        if (!hasBands(header)) {
            return others.memory(header);
        }
        Demand all = Demand.everything(header.size(), header.channels());
        return memory(header, all) + 2 * header.channels() * header.size().pixels();
    }

    @Override
    public long memory(ImageHeader header, Demand demand) {
        return MemoryEstimate.of(header, demand);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        if (!hasBands(header)) {
            return others.decode(file, header);
        }
        if (header.size().pixels() > MOST_SAMPLES) {
            throw Refusals.tooLarge();
        }
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            Bands bands = open(file, header, Demand.everything(header.size(), header.channels()), scratch);
            List<PlaneSink> sinks = bands.grids().stream().map(PlaneSink::new).toList();
            bands.decode(List.copyOf(sinks), Checkpoint.NONE);
            return PlaneSink.pixels(bands.layout(), sinks, header.size());
        }
    }

    @Override
    public Bands open(byte[] file, ImageHeader header, Demand demand, Scratch scratch) throws ImageException {
        JpegHeader jpeg = JpegHeader.read(file);
        requireSame(jpeg, header);
        Frame frame = ScanIndex.frame(file, header.size());
        Layout layout = header.components().orElseThrow().layout();
        return new JpegBands(
                layout,
                PlaneGeometry.ofAll(frame, demand),
                taker -> JpegPass.over(file, header.size(), lenient, List.of(taker), scratch),
                demand);
    }

    @Override
    public void decode(byte[] file, ImageHeader header, List<Taker> takers, Scratch scratch) throws ImageException {
        List<Taker> together = affordable(header, takers);
        if (together.size() > 1) {
            requireSame(JpegHeader.read(file), header);
            JpegPass.over(file, header.size(), lenient, together, scratch).run();
        }
    }

    /**
     * As many as can be served in the memory that they would need one by one. Nearly always that is everybody; but of a
     * progressive file, all coefficients between two small regions far apart may be more than those in them.
     */
    private List<Taker> affordable(ImageHeader header, List<Taker> all) {
        List<Taker> takers = new ArrayList<>(all);
        takers.sort(Comparator.comparingLong(taker -> -memory(header, taker.demand())));
        List<Taker> chosen = new ArrayList<>();
        List<Demand> demands = new ArrayList<>();
        long alone = 0;
        for (Taker taker : takers) {
            demands.add(taker.demand());
            long more = memory(header, taker.demand());
            if (chosen.isEmpty() || MemoryEstimate.of(header, demands) <= alone + more) {
                chosen.add(taker);
                alone += more;
            } else {
                demands.remove(demands.size() - 1);
            }
        }
        return chosen;
    }

    /** What memory was estimated by must be what is decoded. */
    private static void requireSame(JpegHeader jpeg, ImageHeader header) throws ImageException {
        boolean same = jpeg.size().equals(header.size())
                && jpeg.progressive() == header.progressive()
                && jpeg.planes().equals(header.components());
        if (!same) {
            throw Refusals.damaged("it is not the picture that its header was read from");
        }
    }
}
