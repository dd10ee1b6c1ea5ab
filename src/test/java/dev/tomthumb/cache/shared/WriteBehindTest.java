package dev.tomthumb.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    @Test
    void itOutlivesErrors() throws Exception {
        try (WriteBehind writes = new WriteBehind(1000, Duration.ofSeconds(5))) {
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
}
