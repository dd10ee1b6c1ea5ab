package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.LogLines;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttemptsTest {
    private static final String ADDRESS = "203.0.113.9";

    private Instant now = Instant.EPOCH;
    private final Attempts attempts = new Attempts(() -> now);

    private void fail(int times, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(address);
        }
    }

    @Test
    void tenMayBeWrongAtOnceAndThenOneEverySixSeconds() {
        fail(9, ADDRESS);
        assertThat(attempts.wait(ADDRESS)).isEmpty();
        fail(1, ADDRESS);
        assertThat(attempts.wait(ADDRESS)).contains(Duration.ofSeconds(6));

        now = now.plusSeconds(6);
        assertThat(attempts.wait(ADDRESS)).isEmpty();
        fail(1, ADDRESS);
        assertThat(attempts.wait(ADDRESS)).contains(Duration.ofSeconds(6));
    }

    @Test
    void anOperatorIsToldOfEachAddressOnceAMinute() {
        try (LogLines log = new LogLines(Attempts.class)) {
            fail(20, ADDRESS);
            fail(1, "203.0.113.10\nforged");
            assertThat(log.warnings())
                    .hasSize(2)
                    .first()
                    .asString()
                    .isEqualTo(
                            "A wrong token for the pages of operators came from 203.0.113.9; others from there within a"
                                    + " minute are not told.");
            assertThat(log.warnings().get(1)).contains("from 203.0.113.10?forged;");
            now = now.plusSeconds(61);
            fail(3, ADDRESS);
            assertThat(log.warnings()).hasSize(3);
        }
    }

    @Test
    void aMinuteLaterAllIsForgiven() {
        fail(10, ADDRESS);
        now = now.plusSeconds(60);
        fail(9, ADDRESS);
        assertThat(attempts.wait(ADDRESS)).isEmpty();
    }

    @Test
    void othersDoNotWait() {
        fail(20, ADDRESS);
        assertThat(attempts.wait("203.0.113.10")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff:4:5:7, true",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:3:3:4:5:6, false",
        "2001:db8::1, 2001:db8::2, true",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, true",
        "127.0.0.1, 127.0.0.2, false",
    })
    void ofIpv6TheNetworkCounts(String one, String other, boolean same) {
        fail(10, one);
        assertThat(attempts.wait(other).isPresent()).isEqualTo(same);
    }

    @Test
    void aFloodOfAddressesTakesNoMemory() {
        for (int i = 0; i < 100_000; i++) {
            attempts.failed("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
        }
        assertThat(attempts.size()).isLessThanOrEqualTo(1024);
    }
}
