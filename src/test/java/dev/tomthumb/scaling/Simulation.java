package dev.tomthumb.scaling;

import java.util.SplittableRandom;

/**
 * Sends requests through a layout, one after the other: first some that are not counted, then as many as are. Unless it begins
 * empty, each rendition has been asked for once before, the most popular ones last. Nothing expires; what is rendered is
 * everywhere at once where it belongs. The same seed gives the same numbers.
 */
public final class Simulation {
    private final Workload workload;
    private final Layout layout;
    private final int[] sizes;
    private final Lru[] edges;
    private final Lru[] heaps;
    private final Lru[] disks;
    private final Lru shared;
    private final long[] atNode;

    private Simulation(Workload workload, Layout layout) {
        this.workload = workload;
        this.layout = layout;
        sizes = new int[workload.objects()];
        for (int object = 0; object < sizes.length; object++) {
            sizes[object] = workload.bytes(object);
        }
        edges = caches(layout.edges(), layout.edgeBytes());
        heaps = caches(layout.nodes(), layout.heapBytes());
        disks = caches(layout.nodes(), layout.diskBytes());
        shared = cache(layout.sharedBytes());
        atNode = new long[layout.nodes()];
    }

    private Lru[] caches(int number, long bytes) {
        Lru[] caches = new Lru[number];
        for (int i = 0; i < number; i++) {
            caches[i] = cache(bytes);
        }
        return caches;
    }

    private Lru cache(long bytes) {
        return new Lru(bytes, sizes.length, object -> sizes[object]);
    }

    /**
     * Runs it.
     *
     * @param warming requests that are not counted; 0 = it begins empty
     * @param counting requests that are
     */
    public static Counted run(Workload workload, Layout layout, long warming, long counting) {
        Simulation simulation = new Simulation(workload, layout);
        Popularity popularity = new Popularity(workload.shares());
        SplittableRandom random = new SplittableRandom(workload.seed());
        for (int object = workload.objects() - 1; warming > 0 && object >= 0; object--) {
            simulation.fill(object);
        }
        for (long i = 0; i < warming; i++) {
            simulation.ask(popularity.next(random), random, new Tally());
        }
        Tally tally = new Tally();
        java.util.Arrays.fill(simulation.atNode, 0);
        for (long i = 0; i < counting; i++) {
            simulation.ask(popularity.next(random), random, tally);
        }
        return simulation.counted(counting, tally);
    }

    private void fill(int object) {
        for (Lru edge : edges) {
            edge.put(object);
        }
        for (int node = 0; node < layout.nodes(); node++) {
            if (layout.balancing() == Layout.Balancing.RANDOM || node == home(object)) {
                heaps[node].put(object);
                disks[node].put(object);
            }
        }
        shared.put(object);
    }

    /** Numbers on their way. */
    private static final class Tally {
        private long edge;
        private long heap;
        private long disk;
        private long shared;
        private long rendered;
        private long bytes;
        private long nodeBytes;
        private long sharedBytes;
    }

    private void ask(int object, SplittableRandom random, Tally tally) {
        tally.bytes += sizes[object];
        if (workload.fresh() > 0 && random.nextDouble() < workload.fresh()) {
            tally.nodeBytes += sizes[object];
            tally.rendered++;
            atNode[node(object, random)]++;
            return;
        }
        if (edges.length > 0) {
            Lru edge = edges[random.nextInt(edges.length)];
            if (edge.ask(object)) {
                tally.edge++;
                return;
            }
            edge.put(object);
        }
        tally.nodeBytes += sizes[object];
        askNode(node(object, random), object, tally);
    }

    private int node(int object, SplittableRandom random) {
        return layout.balancing() == Layout.Balancing.RANDOM ? random.nextInt(layout.nodes()) : home(object);
    }

    private int home(int object) {
        return Math.floorMod(new SplittableRandom(workload.original(object)).nextInt(), layout.nodes());
    }

    private void askNode(int node, int object, Tally tally) {
        atNode[node]++;
        // The disk is told of what the heap answers, so that it does not let that go.
        boolean onDisk = disks[node].ask(object);
        if (heaps[node].ask(object)) {
            tally.heap++;
            return;
        }
        heaps[node].put(object);
        if (onDisk) {
            tally.disk++;
            return;
        }
        disks[node].put(object);
        if (shared.ask(object)) {
            tally.shared++;
            tally.sharedBytes += sizes[object];
        } else {
            tally.rendered++;
            shared.put(object);
        }
    }

    private Counted counted(long requests, Tally tally) {
        long busiest = 0;
        for (long number : atNode) {
            busiest = Math.max(busiest, number);
        }
        return new Counted(
                requests,
                tally.edge,
                tally.heap,
                tally.disk,
                tally.shared,
                tally.rendered,
                tally.bytes,
                tally.nodeBytes,
                tally.sharedBytes,
                busiest);
    }
}
