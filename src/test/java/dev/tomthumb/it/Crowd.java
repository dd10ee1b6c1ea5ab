package dev.tomthumb.it;

import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Visitors of some nodes, two of each, who ask as soon as they are answered: nine times for what the node has, and then for
 * something that nobody has asked for. What they are not given is a failure, and so is a hit that is none.
 */
final class Crowd implements AutoCloseable {
    private static final int OF_EACH_NODE = 2;
    private static final int HITS_IN_A_ROW = 9;

    private final List<Thread> visitors = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Times hits = new Times();
    private volatile Times misses = new Times();
    private volatile boolean leaving;

    /** How long answers took. */
    static final class Times {
        private final Queue<Long> millis = new ConcurrentLinkedQueue<>();

        /** So many of a hundred were quicker than this. */
        long percentile(int percent) {
            List<Long> sorted = millis.stream().sorted().toList();
            return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
        }

        int count() {
            return millis.size();
        }

        @Override
        public String toString() {
            return count() == 0
                    ? "none"
                    : "%d (median %d ms, p99 %d ms, slowest %d ms)"
                            .formatted(count(), percentile(50), percentile(99), percentile(100));
        }
    }

    private Crowd() {}

    /**
     * Begins to ask.
     *
     * @param kept paths that each of the nodes has
     * @param fresh gives paths that nobody has asked for
     */
    static Crowd at(List<TomcatServer> nodes, List<String> kept, Supplier<String> fresh) {
        Crowd crowd = new Crowd();
        for (TomcatServer node : nodes) {
            for (int i = 0; i < OF_EACH_NODE; i++) {
                Thread visitor = new Thread(() -> crowd.visit(new RawHttp(node.uri()), kept, fresh), "visitor");
                crowd.visitors.add(visitor);
                visitor.start();
            }
        }
        return crowd;
    }

    private void visit(RawHttp node, List<String> kept, Supplier<String> fresh) {
        for (int i = 1; !leaving; i++) {
            if (i % (HITS_IN_A_ROW + 1) == 0) {
                ask(node, fresh.get(), "", misses);
            } else {
                ask(node, kept.get(i % kept.size()), "Hit", hits);
            }
        }
    }

    private void ask(RawHttp node, String path, String result, Times times) {
        long start = System.nanoTime();
        try {
            Response response = node.get(path);
            times.millis.add((System.nanoTime() - start) / 1_000_000);
            String cache = response.header("X-Cache").orElse("");
            if (response.status() != 200 || !cache.startsWith(result)) {
                failures.add(path + ": " + response.status() + " " + cache);
            }
        } catch (IOException failure) {
            failures.add(path + ": " + failure);
        }
    }

    /** Lets them ask for a while, and gives the times of nothing but that. */
    Crowd during(long millis) throws InterruptedException {
        hits = new Times();
        misses = new Times();
        Thread.sleep(millis);
        return this;
    }

    Times hits() {
        return hits;
    }

    Times misses() {
        return misses;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        leaving = true;
        for (Thread visitor : visitors) {
            visitor.join();
        }
    }
}
