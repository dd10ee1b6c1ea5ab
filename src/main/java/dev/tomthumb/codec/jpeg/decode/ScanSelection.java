package dev.tomthumb.codec.jpeg.decode;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Which scans of a progressive frame have to be decoded for the coefficients that are wanted. Seen from the end: a scan
 * is needed if it has a wanted coefficient. If it corrects, its data cannot be parsed without knowing which of its
 * coefficients earlier scans found not to be zero (T.81, G.1.2.3), so that all of them are wanted from then on.
 */
final class ScanSelection {
    private ScanSelection() {}

    /**
     * The needed scans, in their order.
     *
     * @param wanted by component: the coefficients that the scale needs
     * @param withLast whether the last scan is needed anyhow, to see that it is complete
     */
    static List<Scan> of(List<Scan> scans, long[] wanted, boolean withLast) {
        long[] open = Arrays.copyOf(wanted, wanted.length);
        Deque<Scan> needed = new ArrayDeque<>();
        for (int i = scans.size() - 1; i >= 0; i--) {
            Scan scan = scans.get(i);
            if (withLast && i == scans.size() - 1 || isWanted(scan, open)) {
                needed.addFirst(scan);
                if (scan.needsHistory()) {
                    open[scan.parts().get(0).component().index()] |= scan.band();
                }
            }
        }
        return List.copyOf(needed);
    }

    private static boolean isWanted(Scan scan, long[] open) {
        return scan.parts().stream().anyMatch(part -> (open[part.component().index()] & scan.band()) != 0);
    }

    /** Whether some needed scan asks what {@code component} had before. */
    static boolean remembers(List<Scan> needed, FrameComponent component) {
        return needed.stream().anyMatch(scan -> scan.needsHistory() && scan.has(component));
    }

    /** Whether the scans bring all bits of all coefficients, so that nothing can be missing behind the last of them. */
    static boolean isWhole(List<Scan> scans, int components) {
        long[] done = new long[components];
        for (Scan scan : scans) {
            for (Scan.Part part : scan.parts()) {
                int index = part.component().index();
                done[index] = scan.low() == 0 ? done[index] | scan.band() : done[index] & ~scan.band();
            }
        }
        return Arrays.stream(done).allMatch(all -> all == -1L);
    }
}
