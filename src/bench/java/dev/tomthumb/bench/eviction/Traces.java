package dev.tomthumb.bench.eviction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes traces: requests whose objects are distributed as by Zipf, with what disturbs caches. */
final class Traces {
    /** Objects that visitors ask for. */
    static final int OBJECTS = 100_000;

    private static final int STEPS = 1_000_000;
    private static final long SEED = 20261125;
    /** While a crawler is at work, which is half of the time, every second request is its own. */
    private static final int CRAWL = 50_000;
    /** How often popularity shifts, and the share of the objects that change places then. */
    private static final int SHIFT = 200_000;

    private static final double SHIFTED = 0.3;
    private static final double UPDATED = 0.1;
    private static final int HEAP = 1_000;

    private Traces() {}

    /** All traces for an exponent of Zipf's law. */
    static List<Trace> of(double exponent) {
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

    private static Trace make(double exponent, String name, boolean crawler, boolean shifts, boolean updates) {
        Random random = new Random(SEED);
        Zipf zipf = new Zipf(OBJECTS, exponent);
        int[] places = shuffled(random);
        int[] steps = new int[STEPS];
        int crawled = OBJECTS;
        for (int i = 0; i < STEPS; i++) {
            if (shifts && i % SHIFT == SHIFT - 1) {
                shift(places, random);
            }
            if (crawler && i / CRAWL % 2 == 1 && i % 2 == 1) {
                steps[i] = crawled++;
            } else {
                int object = places[zipf.rank(random)];
                steps[i] = updates && random.nextDouble() < UPDATED ? ~object : object;
            }
        }
        return new Trace(String.format(Locale.ROOT, "%.1f %s", exponent, name), crawled, steps, OBJECTS);
    }

    private static int[] shuffled(Random random) {
        int[] places = new int[OBJECTS];
        for (int i = 0; i < OBJECTS; i++) {
            int j = random.nextInt(i + 1);
            places[i] = places[j];
            places[j] = i;
        }
        return places;
    }

    private static void shift(int[] places, Random random) {
        for (int i = 0; i < OBJECTS; i++) {
            if (random.nextDouble() < SHIFTED) {
                int j = random.nextInt(OBJECTS);
                int other = places[j];
                places[j] = places[i];
                places[i] = other;
            }
        }
    }

    /** What an LRU heap tier of entries lets through: it answers by itself what it holds. */
    private static Trace behindHeap(Trace whole) {
        Linked heap = new Linked(whole.objects());
        int[] let = new int[whole.steps().length];
        int size = 0;
        int held = 0;
        for (int step : whole.steps()) {
            int object = step < 0 ? ~step : step;
            boolean hit = heap.contains(object);
            if (hit) {
                heap.remove(object);
            } else if (held == HEAP) {
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
