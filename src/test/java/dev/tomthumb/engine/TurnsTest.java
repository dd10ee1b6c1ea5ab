package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
}
