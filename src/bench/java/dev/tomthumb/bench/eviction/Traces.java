package dev.tomthumb.bench.eviction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes traces: requests whose objects are distributed as by Zipf, with what disturbs caches.
 *
 * @param objects that visitors ask for
 * @param length requests of a trace
 */
record Traces(int objects, int length) {
    private static final long SEED = 20261125;
    /** A crawler is at work in every other of so many parts of a trace, and every second request is its own then. */
    private static final int CRAWL_PARTS = 20;
    /** Popularity shifts after each of so many parts; then a share of the objects change places. */
    private static final int SHIFT_PARTS = 5;

    private static final double SHIFTED = 0.3;
    private static final double UPDATED = 0.1;
    /** The objects divided by the entries of the heap. */
    private static final int HEAP_DIVISOR = 100;

    /** All traces for an exponent of Zipf's law. */
    List<Trace> of(double exponent) {
        List<Trace> all = new ArrayList<>();
        all.add(make(exponent, "plain", false, false, false));
        all.add(make(exponent, "crawler", true, false, false));
        all.add(make(exponent, "shift", false, true, false));
        all.add(make(exponent, "updates", false, false, true));
        all.add(make(exponent, "all three", true, true, true));
        all.add(behindHeap(make(exponent, "behind a heap", false, false, false)));
        all.add(behindHeap(make(exponent, "behind a heap, crawler", true, false, false)));
        return all;
    }

    private Trace make(double exponent, String name, boolean crawler, boolean shifts, boolean updates) {
        Random random = new Random(SEED);
        Zipf zipf = new Zipf(objects, exponent);
        int[] places = shuffled(random);
        int[] steps = new int[length];
        int crawled = objects;
        for (int i = 0; i < length; i++) {
            if (shifts && (i + 1) % (length / SHIFT_PARTS) == 0) {
                shift(places, random);
            }
            if (crawler && i / (length / CRAWL_PARTS) % 2 == 1 && i % 2 == 1) {
                steps[i] = crawled++;
            } else {
                int object = places[zipf.rank(random)];
                steps[i] = updates && random.nextDouble() < UPDATED ? ~object : object;
            }
        }
        return new Trace(String.format(Locale.ROOT, "%.1f %s", exponent, name), crawled, steps, objects);
    }

    private int[] shuffled(Random random) {
        int[] places = new int[objects];
        for (int i = 0; i < objects; i++) {
            int j = random.nextInt(i + 1);
            places[i] = places[j];
            places[j] = i;
        }
        return places;
    }

    private void shift(int[] places, Random random) {
        for (int i = 0; i < objects; i++) {
            if (random.nextDouble() < SHIFTED) {
                int j = random.nextInt(objects);
                int other = places[j];
                places[j] = places[i];
                places[i] = other;
            }
        }
    }

    /** What an LRU heap tier of entries lets through: it answers by itself what it holds. */
    private Trace behindHeap(Trace whole) {
        Linked heap = new Linked(whole.objects());
        int[] let = new int[whole.steps().length];
        int size = 0;
        int held = 0;
        for (int step : whole.steps()) {
            int object = step < 0 ? ~step : step;
            boolean hit = heap.contains(object);
            if (hit) {
                heap.remove(object);
            } else if (held == objects / HEAP_DIVISOR) {
                heap.remove(heap.oldest());
            } else {
                held++;
            }
            heap.addNewest(object);
            if (!hit || step < 0) {
                let[size++] = step;
            }
        }
        return new Trace(whole.name(), whole.objects(), Arrays.copyOf(let, size), whole.visited());
    }
}
