package dev.tomthumb.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Heckbert's median cut over a histogram of five bits per channel. */
final class MedianCut {
    private static final int BINS = 1 << 15;

    private MedianCut() {}

    /** Receives each pixel's colour, {@code 0xRRGGBB}. */
    static final class Counter {
        private final long[] counts = new long[BINS];
        private final long[][] sums = new long[3][BINS];

        void add(int color) {
            int red = color >> 16 & 0xff;
            int green = color >> 8 & 0xff;
            int blue = color & 0xff;
            int bin = (red >> 3) << 10 | (green >> 3) << 5 | blue >> 3;
            counts[bin]++;
            sums[0][bin] += red;
            sums[1][bin] += green;
            sums[2][bin] += blue;
        }
    }

    /**
     * At most {@code limit} colours, {@code 0xRRGGBB}: the means of the boxes.
     *
     * @param pixels hands every pixel to the counter
     */
    static int[] of(Consumer<Counter> pixels, int limit) {
        Counter counter = new Counter();
        pixels.accept(counter);
        List<Box> boxes = new ArrayList<>();
        boxes.add(Box.around(usedBins(counter), counter));
        while (boxes.size() < limit) {
            Box widest = widest(boxes);
            if (widest.spread() == 0) {
                break;
            }
            boxes.remove(widest);
            boxes.addAll(widest.halves(counter));
        }
        return boxes.stream().mapToInt(box -> box.mean(counter)).toArray();
    }

    private static List<Integer> usedBins(Counter counter) {
        List<Integer> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (counter.counts[bin] > 0) {
                bins.add(bin);
            }
        }
        return bins;
    }

    /** The box whose pixels would gain most: many of them, far apart. */
    private static Box widest(List<Box> boxes) {
        Box widest = boxes.get(0);
        for (Box box : boxes) {
            if (box.gain() > widest.gain()) {
                widest = box;
            }
        }
        return widest;
    }

    /**
     * A set of bins.
     *
     * @param axis the channel along which they lie farthest apart, 0 red to 2 blue
     * @param spread how far, in bins
     * @param pixels how many pixels fall into them
     */
    private record Box(List<Integer> bins, int axis, int spread, long pixels) {

        static Box around(List<Integer> bins, Counter counter) {
            int axis = 0;
            int spread = -1;
            for (int channel = 0; channel < 3; channel++) {
                int extent = extent(bins, channel);
                if (extent > spread) {
                    axis = channel;
                    spread = extent;
                }
            }
            long pixels = bins.stream().mapToLong(bin -> counter.counts[bin]).sum();
            return new Box(bins, axis, spread, pixels);
        }

        private static int extent(List<Integer> bins, int channel) {
            int low = 31;
            int high = 0;
            for (int bin : bins) {
                low = Math.min(low, level(bin, channel));
                high = Math.max(high, level(bin, channel));
            }
            return high - low;
        }

        private static int level(int bin, int channel) {
            return bin >> (10 - 5 * channel) & 31;
        }

        /** The square root keeps a large even sky from taking all colours. */
        double gain() {
            return spread * Math.sqrt(pixels);
        }

        /** Two boxes of about as many pixels each, neither empty. */
        List<Box> halves(Counter counter) {
            List<Integer> sorted = new ArrayList<>(bins);
            sorted.sort(java.util.Comparator.comparingInt(bin -> level(bin, axis)));
            long seen = 0;
            int cut = 0;
            while (cut < sorted.size() - 1 && (cut == 0 || seen < pixels / 2)) {
                seen += counter.counts[sorted.get(cut)];
                cut++;
            }
            return List.of(
                    around(sorted.subList(0, cut), counter), around(sorted.subList(cut, sorted.size()), counter));
        }

        int mean(Counter counter) {
            return channelMean(counter, 0) << 16 | channelMean(counter, 1) << 8 | channelMean(counter, 2);
        }

        private int channelMean(Counter counter, int channel) {
            long sum =
                    bins.stream().mapToLong(bin -> counter.sums[channel][bin]).sum();
            return (int) ((sum + pixels / 2) / pixels);
        }
    }
}
