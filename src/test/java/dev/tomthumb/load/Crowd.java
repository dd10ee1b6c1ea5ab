package dev.tomthumb.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Visitors who all ask at the same moment, each on a connection of his own. Their threads sleep while they wait, so a
 * crowd costs its server's machine nothing but its connections.
 */
final class Crowd {
    private static final long STACK = 128 * 1024;

    private final List<FutureTask<Answer>> visits = new ArrayList<>();

    private Crowd() {}

    /**
     * Connects all of them, then lets them ask, one for each path. Returns when they may go, not when they were answered.
     */
    static Crowd ask(URI server, List<String> paths) throws IOException {
        Crowd crowd = new Crowd();
        CountDownLatch start = new CountDownLatch(1);
        for (String path : paths) {
            Line line = new Line(server);
            FutureTask<Answer> visit = new FutureTask<>(() -> visit(line, path, start));
            crowd.visits.add(visit);
            Thread visitor = new Thread(null, visit, "visitor", STACK, false);
            visitor.setDaemon(true);
            visitor.start();
        }
        start.countDown();
        return crowd;
    }

    private static Answer visit(Line line, String path, CountDownLatch start) throws InterruptedException {
        start.await();
        long sent = System.nanoTime();
        try (line) {
            return line.get(path);
        } catch (IOException noAnswer) {
            return new Answer(0, Map.of(), new byte[0], sent, System.nanoTime());
        }
    }

    /** What they got, in the order of the paths; waits for the last. */
    List<Answer> answers() throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (FutureTask<Answer> visit : visits) {
            try {
                answers.add(visit.get());
            } catch (ExecutionException mistake) {
                throw new IllegalStateException(mistake.getCause());
            }
        }
        return answers;
    }
}
