package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WorkQueueTest {
    @Test
    void aPostponedTaskGivesItsThreadBackAndIsBegunAnewWhenWhatItWaitsForHasCome() {
        try (WorkQueue queue = new WorkQueue(1, 4)) {
            CompletableFuture<String> original = new CompletableFuture<>();
            AtomicInteger begun = new AtomicInteger();
            CompletableFuture<String> waiting = queue.submit(() -> {
                begun.incrementAndGet();
                if (!original.isDone()) {
                    throw new Postponed(original);
                }
                return original.join();
            });

            assertThat(queue.submit(() -> "another").join()).isEqualTo("another");
            assertThat(waiting).isNotDone();
            assertThat(queue.postponed()).isEqualTo(1);
            original.complete("cat");

            assertThat(waiting.join()).isEqualTo("cat");
            assertThat(begun).hasValue(2);
            assertThat(queue.postponed()).isZero();
        }
    }

    @Test
    void whatIsWaitedForMayFail() {
        try (WorkQueue queue = new WorkQueue(1, 4)) {
            CompletableFuture<String> original = new CompletableFuture<>();
            CompletableFuture<String> waiting = queue.submit(() -> {
                if (!original.isDone()) {
                    throw new Postponed(original);
                }
                throw new ImageException(Problem.ORIGIN_TIMEOUT, "Slow.");
            });
            original.completeExceptionally(new IllegalStateException());

            assertThatThrownBy(waiting::join).hasCauseInstanceOf(ImageException.class);
        }
    }

    @Test
    void whatIsPostponedCountsAsWaiting() {
        try (WorkQueue queue = new WorkQueue(1, 2)) {
            CompletableFuture<String> original = new CompletableFuture<>();
            List<CompletableFuture<String>> waiting = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(queue.submit(() -> {
                    if (!original.isDone()) {
                        throw new Postponed(original);
                    }
                    return original.join();
                }));
            }
            CompletableFuture<String> refused = queue.submit(() -> "too many");

            assertThatThrownBy(refused::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            ImageException.class,
                            full -> assertThat(full.problem()).isEqualTo(Problem.OVERLOADED));
            original.complete("cat");
            assertThat(waiting).allSatisfy(task -> assertThat(task.join()).isEqualTo("cat"));
            assertThat(queue.submit(() -> "room again").join()).isEqualTo("room again");
        }
    }

    @Test
    void whoHasWaitedComesBeforeThoseWhoCameLater() throws Exception {
        try (WorkQueue queue = new WorkQueue(1, 4)) {
            CompletableFuture<String> original = new CompletableFuture<>();
            List<String> order = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> first = queue.submit(() -> {
                if (!original.isDone()) {
                    throw new Postponed(original);
                }
                return order.add("first");
            });
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch busy = new CountDownLatch(1);
            queue.submit(() -> {
                begun.countDown();
                busy.await();
                return order.add("second");
            });
            CompletableFuture<Boolean> third = queue.submit(() -> order.add("third"));
            begun.await();
            original.complete("cat");
            busy.countDown();
            first.join();
            third.join();

            assertThat(order).containsExactly("second", "first", "third");
        }
    }

    @Test
    void whatIsPostponedIsRefusedWhenTheQueueCloses() {
        WorkQueue queue = new WorkQueue(1, 4);
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletableFuture<String> waiting = queue.submit(() -> {
            throw new Postponed(never);
        });
        while (queue.postponed() == 0) {
            Thread.onSpinWait();
        }
        queue.close(Duration.ofSeconds(1));

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(ImageException.class);
        never.complete("too late");
    }
}
