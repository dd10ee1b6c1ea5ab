package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(10), now::get);

    @Test
    void beforeItsEndThereIsTimeLeft() {
        now.set(Instant.EPOCH.plusMillis(9_999));

        assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(1));
        assertThatCode(deadline::check).doesNotThrowAnyException();
    }

    @Test
    void atItsEndItIsTooLate() {
        now.set(Instant.EPOCH.plusSeconds(10));

        assertThatThrownBy(deadline::check)
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.TIMEOUT));
    }

    @Test
    void longAfterItsEndNothingIsLeftAndNoLess() {
        now.set(Instant.EPOCH.plusSeconds(1000));

        assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    }
}
