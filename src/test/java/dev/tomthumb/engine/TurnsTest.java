package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.testkit.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    private final Deadline now = Deadline.in(Duration.ZERO, InstantSource.fixed(Instant.EPOCH));

    @Test
    void asManyRunAsThereAreTurnsAndTheNextIsToldToComeBack() throws ImageException {
        Turns turns = new Turns(1);

        try (Turns.Turn held = turns.take(now)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> turns.take(now))
                    .hasMessage("This picture's turn did not come in time; please try again shortly.")
                    .isInstanceOfSatisfying(
                            ImageException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED));
        }

        try (Turns.Turn free = turns.take(now)) {
            assertThat(free).isNotNull();
        }
    }

    @Test
    void whoHasHadATurnGoesBeforeWhoHasOnlyJustCome() throws Exception {
        Turns turns = new Turns(1);
        List<String> order = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (Turns.Turn held = turns.take(now)) {
            for (String name : List.of("first", "second", "again", "and again")) {
                Thread thread = new Thread(() -> {
                    try (Turns.Turn turn =
                            name.contains("again") ? turns.again(Deadlines.NEVER) : turns.take(Deadlines.NEVER)) {
                        order.add(name);
                    } catch (ImageException refused) {
                        order.add(refused.getMessage());
                    }
                });
                threads.add(thread);
                thread.start();
                while (turns.waiting() < threads.size()) {
                    Thread.onSpinWait();
                }
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly("again", "and again", "first", "second");
    }

    @Test
    void whoIsInterruptedLeavesTheQueueToTheOthers() throws Exception {
        Turns turns = new Turns(1);
        List<String> order = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (Turns.Turn held = turns.take(now)) {
            for (String name : List.of("first", "second")) {
                Thread thread = new Thread(() -> {
                    try (Turns.Turn turn = turns.take(Deadlines.NEVER)) {
                        order.add(name);
                    } catch (ImageException refused) {
                        order.add(name + " " + refused.problem() + " "
                                + Thread.currentThread().isInterrupted());
                    }
                });
                threads.add(thread);
                thread.start();
                while (turns.waiting() < threads.size()) {
                    Thread.onSpinWait();
                }
            }
            threads.get(0).interrupt();
            threads.get(0).join();
        }
        threads.get(1).join();
        assertThat(order).containsExactly("first OVERLOADED true", "second");
    }
}
