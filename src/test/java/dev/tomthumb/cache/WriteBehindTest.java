package dev.tomthumb.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    @Test
    void itOutlivesErrors() throws Exception {
        try (WriteBehind writes = new WriteBehind(1000, Duration.ofSeconds(5), 2, new Threads("write-"))) {
            for (int i = 0; i < 6; i++) {
                writes.offer(10, () -> {
                    throw new AssertionError("a write that fails");
                });
            }
            CountDownLatch written = new CountDownLatch(1);
            writes.offer(10, written::countDown);
            assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oneThreadKeepsTheOrder() throws Exception {
        List<Integer> written = Collections.synchronizedList(new ArrayList<>());
        try (WriteBehind writes = new WriteBehind(1000, Duration.ofSeconds(5), 1, new Threads("write-"))) {
            for (int i = 0; i < 50; i++) {
                int number = i;
                assertThat(writes.offer(10, () -> written.add(number))).isTrue();
            }
        }
        assertThat(written).as("all, on closing").hasSize(50).isSorted();
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCounted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (WriteBehind writes = new WriteBehind(25, Duration.ofSeconds(5), 1, new Threads("write-"))) {
            writes.offer(10, () -> {
                begun.countDown();
                await(gate);
            });
            begun.await();

            assertThat(writes.offer(10, () -> {})).isTrue();
            assertThat(writes.offer(10, () -> {}))
                    .as("the one that is being written counts")
                    .isFalse();
            assertThat(writes.dropped()).isEqualTo(1);
            assertThat(writes.bytes()).isEqualTo(20);
            gate.countDown();
        }
    }

    @Test
    void closingWaitsNoLongerThanItsPatience() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        WriteBehind writes = new WriteBehind(25, Duration.ofMillis(50), 1, new Threads("write-"));
        writes.offer(10, () -> {
            begun.countDown();
            await(never);
        });
        begun.await();
        writes.offer(10, () -> {});

        writes.close();

        assertThat(writes.dropped()).as("what waited").isEqualTo(1);
        assertThat(writes.offer(1, () -> {})).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
