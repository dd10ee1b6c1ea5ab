package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.Box;
import java.util.List;

/** How many bytes a picture takes while it is decoded, told from its header: never too few. */
final class MemoryEstimate {
    /** Blocks that complete the last MCU, and those by which a region is widened to whole MCUs. */
    private static final int ALIGNMENT = 8;

    /** Rows of blocks in a band. */
    private static final long BAND = 4;

    /** Windows of the scans' data, Huffman tables, the objects that hold all this. */
    private static final int FIXED = 1 << 19;

    private MemoryEstimate() {}

    static long of(ImageHeader header, Demand demand) {
        return padded(FIXED + ofCoefficients(header, demand) + ofRows(header, demand, 0));
    }

    /** Of takers for whom it is decoded in one go. */
    static long of(ImageHeader header, List<Demand> demands) {
        Demand union = Demand.union(demands);
        long bytes = ofCoefficients(header, union);
        for (Demand demand : demands) {
            // See PlaneRows: all are copied where they do not begin where an array does.
            boolean apart = demand.region().x() > union.region().x();
            bytes += FIXED + ofRows(header, demand, apart ? 64 : 1);
        }
        return padded(bytes);
    }

    /** What {@link Scratch} adds to each array. */
    private static long padded(long bytes) {
        return bytes + bytes / 8;
    }

    /** Those of a band; of a progressive file, also those that are kept over all its scans. */
    private static long ofCoefficients(ImageHeader header, Demand demand) {
        List<Sampling> planes = header.components().orElseThrow().sampling();
        long bytes = 0;
        for (int i = 0; i < planes.size(); i++) {
            int scale = demand.eighths().get(i);
            long width = blocks(demand.region().width(), planes.get(i).x());
            bytes += BAND * scale * scale * (width + 64) * Float.BYTES;
            if (header.progressive()) {
                bytes += ofStore(header, planes.get(i), scale, demand.region());
            }
        }
        return bytes;
    }

    private static long ofStore(ImageHeader header, Sampling sampling, int scale, Box region) {
        long kept = blocks(region.width(), sampling.x()) * blocks(region.height(), sampling.y());
        long remembered = blocks(header.size().width(), sampling.x())
                * blocks(
                        Math.min(
                                region.y() + (long) region.height(),
                                header.size().height()),
                        sampling.y());
        return (kept + 1) * CoefficientStore.stride(scale) * Short.BYTES + remembered * Long.BYTES;
    }

    /**
     * Half-transformed coefficients and a few rows beside.
     *
     * @param copied how many frequencies at most are copied, as they are not his alone
     */
    private static long ofRows(ImageHeader header, Demand demand, int copied) {
        List<Sampling> planes = header.components().orElseThrow().sampling();
        long bytes = 0;
        for (int i = 0; i < planes.size(); i++) {
            int scale = demand.eighths().get(i);
            long coefficients = (long) scale * scale;
            long rows = Math.min(copied, coefficients) + coefficients + 4L * scale + 4;
            bytes += rows * (blocks(demand.region().width(), planes.get(i).x()) + 64) * Float.BYTES;
        }
        return bytes;
    }

    private static long blocks(long pixels, double sampling) {
        return (long) Math.ceil(pixels * sampling / 8) + ALIGNMENT;
    }
}
