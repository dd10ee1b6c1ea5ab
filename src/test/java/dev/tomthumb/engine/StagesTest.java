package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StagesTest {
    private Instant now = Instant.EPOCH;
    private final List<String> heard = new ArrayList<>();
    private final Timings timings = new Timings();
    private final Stages stages = new Stages(
            new ImageEvents() {
                @Override
                public void spent(Stage stage, Duration time) {
                    heard.add(stage + " " + time.toMillis());
                }
            },
            () -> now);

    @Test
    void timeIsToldToTheRequestAndToEverybody() {
        Instant from = now;
        now = now.plusMillis(80);
        stages.spent(Stage.FETCH, from, timings);
        stages.spent(Stage.FETCH, from.plusMillis(60), timings);

        assertThat(heard).containsExactly("FETCH 80", "FETCH 20");
        assertThat(timings.of(Stage.FETCH, Stage.QUEUE)).contains(Duration.ofMillis(100));
        assertThat(timings.of(Stage.QUEUE)).isEmpty();
    }

    @Test
    void aTaskThatIsBegunAnewHasWaitedForItsThreadOnce() {
        Runnable begun = stages.queued(timings);
        now = now.plusMillis(5);
        begun.run();
        now = now.plusMillis(50);
        begun.run();

        assertThat(heard).containsExactly("QUEUE 5");
    }
}
