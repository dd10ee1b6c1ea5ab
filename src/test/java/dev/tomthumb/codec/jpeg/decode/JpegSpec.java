package dev.tomthumb.codec.jpeg.decode;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a test JPEG shall be like.
 *
 * @param width of the picture
 * @param height of the picture
 * @param factors sampling factors of each component: 0x21 is 2 across, 1 down
 * @param scans what is in them, in their order
 * @param quality scale of the quantisation tables, 1 (finest) to 100
 * @param restart MCUs between two restart markers, 0 for none
 * @param variants other peculiarities
 */
record JpegSpec(
        int width,
        int height,
        List<Integer> factors,
        List<ScanSpec> scans,
        int quality,
        int restart,
        Set<Variant> variants) {

    /** What else a file may be like. */
    enum Variant {
        /** Quantisation tables of 16 bits, in an extended sequential frame. */
        WIDE_QUANTIZATION,
        /** The height follows the first scan. */
        LATE_HEIGHT,
        /** Fill bytes before every marker. */
        FILL_BYTES,
        /** Bytes behind the end. */
        TRAILING_GARBAGE,
        /** No EOI. */
        NO_END,
        /** An Adobe segment says that the components are R, G, B. */
        RGB
    }

    /**
     * A scan: its components, the band of coefficients, and the bits of successive approximation.
     */
    record ScanSpec(List<Integer> components, int first, int last, int high, int low) {
        static ScanSpec sequential(Integer... components) {
            return new ScanSpec(List.of(components), 0, 63, 0, 0);
        }

        static ScanSpec dc(int high, int low, Integer... components) {
            return new ScanSpec(List.of(components), 0, 0, high, low);
        }

        static ScanSpec ac(int component, int first, int last, int high, int low) {
            return new ScanSpec(List.of(component), first, last, high, low);
        }
    }

    static JpegSpec of(int width, int height, Integer... factors) {
        List<Integer> all = IntStream.range(0, factors.length).boxed().toList();
        return new JpegSpec(width, height, List.of(factors), List.of(new ScanSpec(all, 0, 63, 0, 0)), 10, 0, Set.of());
    }

    JpegSpec scans(ScanSpec... specs) {
        return new JpegSpec(width, height, factors, List.of(specs), quality, restart, variants);
    }

    JpegSpec restart(int mcus) {
        return new JpegSpec(width, height, factors, scans, quality, mcus, variants);
    }

    JpegSpec quality(int scale) {
        return new JpegSpec(width, height, factors, scans, scale, restart, variants);
    }

    JpegSpec with(Variant... more) {
        return new JpegSpec(width, height, factors, scans, quality, restart, Set.of(more));
    }

    /** Refining scans as libjpeg's own script has them: the chroma's upper bits whole, the luma's in two bands. */
    JpegSpec progressive() {
        if (factors.size() == 1) {
            return scans(
                    ScanSpec.dc(0, 1, 0),
                    ScanSpec.ac(0, 1, 5, 0, 2),
                    ScanSpec.ac(0, 6, 63, 0, 2),
                    ScanSpec.ac(0, 1, 63, 2, 1),
                    ScanSpec.dc(1, 0, 0),
                    ScanSpec.ac(0, 1, 63, 1, 0));
        }
        return scans(
                ScanSpec.dc(0, 1, 0, 1, 2),
                ScanSpec.ac(0, 1, 5, 0, 2),
                ScanSpec.ac(2, 1, 63, 0, 1),
                ScanSpec.ac(1, 1, 63, 0, 1),
                ScanSpec.ac(0, 6, 63, 0, 2),
                ScanSpec.ac(0, 1, 63, 2, 1),
                ScanSpec.dc(1, 0, 0, 1, 2),
                ScanSpec.ac(2, 1, 63, 1, 0),
                ScanSpec.ac(1, 1, 63, 1, 0),
                ScanSpec.ac(0, 1, 63, 1, 0));
    }

    boolean isProgressive() {
        return scans.stream().anyMatch(scan -> scan.last() != 63 || scan.first() != 0);
    }

    boolean has(Variant variant) {
        return variants.contains(variant);
    }

    int mostAcross() {
        int most = 1;
        for (int i = 0; i < factors.size(); i++) {
            most = Math.max(most, across(i));
        }
        return most;
    }

    int mostDown() {
        int most = 1;
        for (int i = 0; i < factors.size(); i++) {
            most = Math.max(most, down(i));
        }
        return most;
    }

    /** Horizontal factor; that of an only component means nothing. */
    int across(int component) {
        return factors.size() == 1 ? 1 : factors.get(component) >> 4;
    }

    int down(int component) {
        return factors.size() == 1 ? 1 : factors.get(component) & 15;
    }

    int mcusAcross() {
        return ceil(width, 8 * mostAcross());
    }

    int mcusDown() {
        return ceil(height, 8 * mostDown());
    }

    int planeWidth(int component) {
        return ceil(width * across(component), mostAcross());
    }

    int planeHeight(int component) {
        return ceil(height * down(component), mostDown());
    }

    static int ceil(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
