package dev.tomthumb.cache.ehcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.ehcache.ClusterShape;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.ehcache.StateTransitionException;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.terracotta.exception.ConnectionClosedException;
import org.terracotta.exception.EntityNotProvidedException;
import org.terracotta.exception.EntityVersionMismatchException;

/** What Ehcache's client throws while it connects, as it was seen with servers that do not fit. */
class RefusalsTest {
    private static final ClusterShape SHAPE = new ClusterShape(
            URI.create("terracotta://tc1:9410/tomthumb"),
            Duration.ofMillis(150),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            "main",
            96 << 20,
            ExpiryPolicyBuilder.noExpiration());

    static Stream<Throwable> thoseOfOtherServers() {
        return Stream.of(
                // The server of the 3.10.8 kit, in the two ways that were seen.
                new ConnectionClosedException("Entity: SystemLeaseAcquirer Connection closed before sending message"),
                new ConnectionClosedException("connection delared dead"),
                // A server without Ehcache's plug-in.
                new EntityNotProvidedException("ClusterTierManagerClientEntity", "tomthumb"),
                new EntityVersionMismatchException("ClusterTierManagerClientEntity", "tomthumb", 10, 9, null));
    }

    @ParameterizedTest
    @MethodSource("thoseOfOtherServers")
    void aServerOfAnotherVersionIsNamedAndTriedRarely(Throwable cause) {
        ClusterException told = Refusals.explained(new StateTransitionException(cause), SHAPE);

        assertThat(told.isRefused()).isTrue();
        assertThat(told).hasMessageContaining("another version").hasMessageContaining("ehcache-clustered-3.11.1-kit");
    }

    @Test
    void aServerThatDoesNotAnswerIsTriedSoon() {
        ClusterException told = Refusals.explained(
                new StateTransitionException(new TimeoutException("connection timeout in 5000")), SHAPE);

        assertThat(told.isRefused()).isFalse();
        assertThat(told).hasMessageContaining("not answered in time");
    }
}
