package dev.tomthumb.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** How fast pictures that are kept are answered: some connections, each asking as soon as it was answered. */
final class Hits {
    private final URI server;
    private final List<String> paths;
    private final int connections;

    /** @param paths asked for in turn; all of them must have been asked for before */
    Hits(URI server, List<String> paths, int connections) {
        this.server = server;
        this.paths = List.copyOf(paths);
        this.connections = connections;
    }

    /**
     * What a while of it gave.
     *
     * @param perSecond hits
     * @param others answers that were no hits
     * @param p99 milliseconds
     */
    record Rate(double perSecond, int others, double p99) {}

    Rate during(Duration time) throws IOException, InterruptedException {
        List<FutureTask<List<Answer>>> all = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        for (int i = 0; i < connections; i++) {
            int first = i;
            FutureTask<List<Answer>> asking = new FutureTask<>(() -> ask(first, end));
            all.add(asking);
            new Thread(asking, "hits").start();
        }
        List<Answer> answers = new ArrayList<>();
        for (FutureTask<List<Answer>> asking : all) {
            try {
                answers.addAll(asking.get());
            } catch (ExecutionException failed) {
                throw new IOException("a hit was not answered", failed.getCause());
            }
        }
        List<Double> times = answers.stream().map(Answer::millis).toList();
        int hits = (int) answers.stream().filter(Hits::isHit).count();
        return new Rate(hits * 1e9 / (System.nanoTime() - begin), answers.size() - hits, Numbers.percentile(times, 99));
    }

    private static boolean isHit(Answer answer) {
        return answer.status() == 200 && answer.result().equals("Hit");
    }

    private List<Answer> ask(int first, long end) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (Line line = new Line(server)) {
            for (int i = first; System.nanoTime() < end; i++) {
                answers.add(line.get(paths.get(i % paths.size())).withoutBody());
            }
        }
        return answers;
    }
}
