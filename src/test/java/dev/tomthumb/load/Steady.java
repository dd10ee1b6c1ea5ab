package dev.tomthumb.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Visitors who ask one thing after the other until they are stopped. */
final class Steady implements AutoCloseable {
    private final URI server;
    private final Supplier<String> paths;
    private final long pauseMillis;
    private final List<Thread> visitors = new ArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /**
     * Begins at once.
     *
     * @param paths what to ask for next; called by all of them
     * @param pauseMillis between an answer and the next question
     */
    Steady(URI server, int connections, long pauseMillis, Supplier<String> paths) {
        this.server = server;
        this.paths = paths;
        this.pauseMillis = pauseMillis;
        for (int i = 0; i < connections; i++) {
            Thread visitor = new Thread(this::visit, "steady");
            visitor.setDaemon(true);
            visitors.add(visitor);
            visitor.start();
        }
    }

    private void visit() {
        while (!over) {
            long sent = System.nanoTime();
            try (Line line = new Line(server)) {
                while (!over) {
                    sent = System.nanoTime();
                    answers.add(line.get(paths.get()).withoutBody());
                    Thread.sleep(pauseMillis);
                }
            } catch (IOException noAnswer) {
                answers.add(new Answer(0, Map.of(), new byte[0], sent, System.nanoTime()));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What was answered between two moments (of {@link System#nanoTime}). */
    List<Answer> between(long from, long to) {
        return answers.stream()
                .filter(answer -> answer.ended() >= from && answer.ended() < to)
                .toList();
    }

    /** All answers so far. */
    Stream<Answer> answers() {
        return answers.stream();
    }

    /** Asks nothing more, and waits for what has been asked. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread visitor : visitors) {
            visitor.join();
        }
    }
}
