package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.jpeg.encode.ProgressiveScript.Step;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Looks for the scans in which a picture takes the fewest bytes: for each component how many of the lowest bits come in
 * scans of their own, and whether the low frequencies do. What a scan takes is counted, not guessed.
 */
final class ScanSearch {
    /** The last coefficient of the scan of low frequencies; 0 = there is none. */
    private static final int[] SPLITS = {0, 2, 5, 8, 12};

    private static final int MOST_LOW_BITS = 2;
    private static final int LAST = 63;

    private final ProgressiveScans scans;
    private final int components;
    private final Map<Step, Long> known = new HashMap<>();

    ScanSearch(ProgressiveScans scans, int components) {
        this.scans = scans;
        this.components = components;
    }

    /** The best scans that were found, in an order that shows the picture coarsely first. */
    List<Step> best() throws ImageException {
        List<Step> first = new ArrayList<>();
        List<Step> refining = new ArrayList<>();
        dc(first, refining);
        // Chroma before luma's details, as everyone does: colours appear early.
        for (int component = components - 1; component >= 0; component--) {
            ac(component, first, refining);
        }
        refining.sort((a, b) -> Integer.compare(b.high(), a.high()));
        first.addAll(refining);
        return first;
    }

    private void dc(List<Step> first, List<Step> refining) throws ImageException {
        List<Integer> all = IntStream.range(0, components).boxed().toList();
        List<Step> whole = List.of(new Step(all, 0, 0, 0, 0));
        List<Step> halved = List.of(new Step(all, 0, 0, 0, 1), new Step(all, 0, 0, 1, 0));
        if (bytes(whole) <= bytes(halved)) {
            first.addAll(whole);
        } else {
            first.add(halved.get(0));
            refining.add(halved.get(1));
        }
    }

    private void ac(int component, List<Step> first, List<Step> refining) throws ImageException {
        List<Step> best = List.of();
        long fewest = Long.MAX_VALUE;
        for (int low = 0; low <= MOST_LOW_BITS; low++) {
            for (int split : SPLITS) {
                List<Step> steps = steps(component, split, low);
                long bytes = bytes(steps);
                if (bytes < fewest) {
                    fewest = bytes;
                    best = steps;
                }
            }
        }
        for (Step step : best) {
            (step.isRefining() ? refining : first).add(step);
        }
    }

    private static List<Step> steps(int component, int split, int low) {
        List<Integer> alone = List.of(component);
        List<Step> steps = new ArrayList<>();
        if (split > 0) {
            steps.add(new Step(alone, 1, split, 0, low));
        }
        steps.add(new Step(alone, split + 1, LAST, 0, low));
        for (int bit = low; bit > 0; bit--) {
            steps.add(new Step(alone, 1, LAST, bit, bit - 1));
        }
        return steps;
    }

    private long bytes(List<Step> steps) throws ImageException {
        long sum = 0;
        for (Step step : steps) {
            Long bytes = known.get(step);
            if (bytes == null) {
                bytes = scans.bytes(step);
                known.put(step, bytes);
            }
            sum += bytes;
        }
        return sum;
    }
}
