package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DrainingTest {
    private Instant now = Instant.EPOCH;
    private int underWay;
    private final Draining draining = new Draining(Duration.ofSeconds(10), () -> now, () -> underWay);

    @Test
    void whoStaysIsNeverDone() {
        assertThat(draining.isBegun()).isFalse();
        assertThat(draining.isDone()).isFalse();
        assertThat(draining.remaining()).isZero();
    }

    @Test
    void itTakesItsTimeAndWaitsForWhatIsUnderWay() {
        underWay = 1;
        draining.begin();
        now = now.plusSeconds(4);
        draining.begin();
        assertThat(draining.remaining()).as("counted from the first time").isEqualTo(Duration.ofSeconds(6));
        assertThat(draining.isDone()).isFalse();

        now = now.plusSeconds(6);
        assertThat(draining.isDone()).as("a picture is being made").isFalse();
        underWay = 0;
        assertThat(draining.isDone()).isTrue();
    }

    @Test
    void itCanBeTakenBack() {
        draining.begin();
        draining.end();
        assertThat(draining.isBegun()).isFalse();

        now = now.plusSeconds(60);
        draining.begin();
        assertThat(draining.remaining()).isEqualTo(Duration.ofSeconds(10));
    }
}
