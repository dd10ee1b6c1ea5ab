package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;

/** How many bytes a picture takes while it is decoded, told from its header: never too few. */
final class MemoryEstimate {
    /** Blocks that complete the last MCU, and those by which a region is widened to whole MCUs. */
    private static final int ALIGNMENT = 8;

    /** Rows of blocks in a band. */
    private static final int BAND = 4;

    /** Windows of the scans' data, Huffman tables, the objects that hold all this. */
    private static final int FIXED = 1 << 19;

    private MemoryEstimate() {}

    static long of(ImageHeader header, Demand demand) {
        Components components = header.components().orElseThrow();
        long bytes = FIXED;
        for (int i = 0; i < components.sampling().size(); i++) {
            Sampling sampling = components.sampling().get(i);
            bytes += plane(header, sampling, demand.eighths().get(i), demand.region());
        }
        // What Scratch adds to each array.
        return bytes + bytes / 8;
    }

    private static long plane(ImageHeader header, Sampling sampling, int scale, Box region) {
        long width = blocks(region.width(), sampling.x());
        long coefficients = (long) scale * scale;
        // Coefficients of a band, half-transformed ones, and a few rows beside.
        long rows = BAND * coefficients + coefficients + 4L * scale + 4;
        long bytes = rows * (width + 64) * Float.BYTES;
        if (!header.progressive()) {
            return bytes;
        }
        long kept = width * blocks(region.height(), sampling.y());
        long remembered = blocks(header.size().width(), sampling.x())
                * blocks(
                        Math.min(
                                region.y() + (long) region.height(),
                                header.size().height()),
                        sampling.y());
        return bytes + (kept + 1) * CoefficientStore.stride(scale) * Short.BYTES + remembered * Long.BYTES;
    }

    private static long blocks(long pixels, double sampling) {
        return (long) Math.ceil(pixels * sampling / 8) + ALIGNMENT;
    }
}
