package dev.tomthumb.cache.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.ehcache.StateTransitionException;
import org.ehcache.spi.serialization.SerializerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReportTest {
    private final List<String> events = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger(EhcacheRenditionCache.class.getName());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Instant now = Instant.EPOCH;
    private final FailureReport report = new FailureReport(
            new ImageEvents() {
                @Override
                public void cacheFailed(String operation, Throwable cause) {
                    events.add(operation + ": " + cause.getMessage());
                }
            },
            () -> now);

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(listener);
        logger.setUseParentHandlers(true);
    }

    static List<Throwable> survivable() {
        return List.of(
                new InternalError("a fault occurred in a recent unsafe memory access operation"),
                new IllegalStateException("State is UNINITIALIZED"),
                new StateTransitionException(new RuntimeException("closed")),
                new SerializerException("no"),
                new NoClassDefFoundError("gone after an undeploy"),
                new AssertionError("offheap"));
    }

    @ParameterizedTest
    @MethodSource("survivable")
    void whatFailsCountsAsNotThereAndIsAnnounced(Throwable failure) {
        assertThat(report.<String>guard("get", () -> sneaky(failure), "miss")).isEqualTo("miss");
        assertThat(events).containsExactly("get: " + failure.getMessage());
        assertThat(lines).hasSize(1);
    }

    @Test
    void noMemoryAndNoStackAreNotTheCachesToSwallow() {
        assertThatThrownBy(() -> report.guard("get", () -> sneaky(new OutOfMemoryError()), "miss"))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> report.guard("get", () -> sneaky(new StackOverflowError()), "miss"))
                .isInstanceOf(StackOverflowError.class);
        assertThat(events).isEmpty();
    }

    @Test
    void everyFailureIsAnnouncedAndOneAMinuteAndOperationIsLogged() {
        for (int i = 0; i < 100; i++) {
            report.failed("get", new IllegalStateException("no"));
            report.failed("put", new IllegalStateException("no"));
        }
        assertThat(events).hasSize(200);
        assertThat(lines).hasSize(2);

        now = now.plus(Duration.ofSeconds(59));
        report.failed("get", new IllegalStateException("no"));
        assertThat(lines).hasSize(2);
        now = now.plus(Duration.ofSeconds(1));
        report.failed("get", new IllegalStateException("no"));
        assertThat(lines).hasSize(3);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T sneaky(Throwable failure) throws E {
        throw (E) failure;
    }
}
