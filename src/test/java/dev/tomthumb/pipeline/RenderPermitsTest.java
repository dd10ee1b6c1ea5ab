package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.RenderPermits.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RenderPermitsTest {
    private static final Deadline FAR = Deadline.in(Duration.ofMinutes(1), InstantSource.system());

    private final RenderPermits permits = new RenderPermits(100_000_000, 2);

    /** A thread that acquires, notes its name, and releases; or notes why it could not. */
    private Thread acquiring(String name, long bytes, List<String> notes) {
        Thread thread = new Thread(() -> {
            try (Permit permit = permits.acquire(bytes, FAR)) {
                notes.add(name);
            } catch (ImageException refused) {
                notes.add(
                        name + " " + refused.problem() + (Thread.currentThread().isInterrupted() ? " flagged" : ""));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void awaitWaiting(int count) {
        while (permits.waiting() != count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatFitsIsGivenAtOnceAndGivenBackOnce() throws ImageException {
        Permit first = permits.acquire(60_000_000, FAR);
        Permit second = permits.acquire(40_000_000, FAR);
        assertThat(permits.bytesInUse()).isEqualTo(100_000_000);

        first.close();
        first.close();
        assertThat(permits.bytesInUse()).isEqualTo(40_000_000);

        second.close();
        assertThat(permits.bytesInUse()).isZero();
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void aJobLargerThanTheBudgetIsRefusedAtOnceWithBothNumbers() {
        assertThatThrownBy(() -> permits.acquire(100_000_001, FAR))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE))
                .hasMessage("Making this picture needs 101 MB of memory; at most 100 MB are given to it.");
    }

    @Test
    void thoseWhoWaitAreServedInTheirOrderEvenIfALaterOneWouldFit() throws Exception {
        List<String> served = new CopyOnWriteArrayList<>();
        Permit large = permits.acquire(60_000_000, FAR);
        Permit small = permits.acquire(20_000_000, FAR);

        Thread first = acquiring("first, needs all", 100_000_000, served);
        awaitWaiting(1);
        Thread second = acquiring("second, would fit", 10_000_000, served);
        awaitWaiting(2);
        small.close();
        large.close();
        first.join();
        second.join();

        assertThat(served).containsExactly("first, needs all", "second, would fit");
        assertThat(permits.bytesInUse()).isZero();
    }

    @Test
    void oneReleaseServesAsManyAsFit() throws Exception {
        List<String> served = new CopyOnWriteArrayList<>();
        Permit all = permits.acquire(100_000_000, FAR);
        Thread first = acquiring("a", 50_000_000, served);
        awaitWaiting(1);
        Thread second = acquiring("b", 50_000_000, served);
        awaitWaiting(2);

        all.close();
        first.join();
        second.join();

        assertThat(served).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFullQueueRefusesTheNextOne() throws Exception {
        List<String> served = new CopyOnWriteArrayList<>();
        Permit all = permits.acquire(100_000_000, FAR);
        acquiring("a", 1, served);
        awaitWaiting(1);
        acquiring("b", 1, served);
        awaitWaiting(2);

        assertThatThrownBy(() -> permits.acquire(1, FAR))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED))
                .hasMessage("Too many pictures are being made just now; please try again shortly.");
        all.close();
    }

    @Test
    void whoseTimeRunsOutWhileWaitingLeavesTheQueueAndLetsTheNextOneThrough() throws Exception {
        Permit most = permits.acquire(90_000_000, FAR);
        AtomicInteger asked = new AtomicInteger();
        // Each question finds the clock a second later: the first wait is one nanosecond short of no time at all.
        InstantSource racing = () -> Instant.EPOCH.plusSeconds(asked.getAndIncrement());
        Deadline soon = new Deadline(racing, Instant.EPOCH.plusNanos(1));

        assertThatThrownBy(() -> permits.acquire(20_000_000, soon))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED))
                .hasMessage("This picture's turn did not come in time; please try again shortly.");
        assertThat(permits.waiting()).isZero();
        assertThatCode(() -> permits.acquire(10_000_000, FAR).close()).doesNotThrowAnyException();
        most.close();
    }

    @Test
    void anInterruptedWaiterLeavesWithItsFlagSetAndTheOneBehindItMovesUp() throws Exception {
        List<String> notes = new CopyOnWriteArrayList<>();
        Permit most = permits.acquire(90_000_000, FAR);
        Thread first = acquiring("first", 100_000_000, notes);
        awaitWaiting(1);
        Thread second = acquiring("second", 10_000_000, notes);
        awaitWaiting(2);

        first.interrupt();
        first.join();
        second.join();

        assertThat(notes).containsExactlyInAnyOrder("first OVERLOADED flagged", "second");
        most.close();
        assertThat(permits.bytesInUse()).isZero();
    }

    @Test
    void neverMoreThanTheBudgetIsOutAtOnce() throws Exception {
        RenderPermits busy = new RenderPermits(10, 100);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger out = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        for (int t = 0; t < 8; t++) {
            int bytes = 1 + t % 4;
            Thread thread = new Thread(() -> {
                try {
                    for (int i = 0; i < 500; i++) {
                        try (Permit permit = busy.acquire(bytes, FAR)) {
                            most.accumulateAndGet(out.addAndGet(bytes), Math::max);
                            out.addAndGet(-bytes);
                        }
                    }
                } catch (ImageException e) {
                    failure.set(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failure.get()).isNull();
        assertThat(most.get()).isBetween(1, 10);
        assertThat(busy.bytesInUse()).isZero();
    }
}
