package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConsoleSessionsTest {
    private Instant now = Instant.EPOCH;
    private final ConsoleSessions sessions = new ConsoleSessions(() -> now, Duration.ofHours(1));

    @Test
    void itEndsAfterItsTimeHoweverBusyItIs() {
        ConsoleSessions.Session session = sessions.begin(false);
        now = now.plusSeconds(3599);
        assertThat(sessions.find(session.id())).contains(session);
        now = now.plusSeconds(1);
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void itEndsWhenSomebodyLogsOut() {
        ConsoleSessions.Session session = sessions.begin(false);
        sessions.end(session.id());
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void noWordIsSeenTwiceAndEachHas256Bits() {
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ConsoleSessions.Session session = sessions.begin(false);
            words.add(session.id());
            words.add(session.csrf());
        }
        assertThat(words).hasSize(200).allMatch(word -> word.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void ofTooManyTheOldestEnds() {
        ConsoleSessions.Session first = sessions.begin(false);
        ConsoleSessions.Session second = sessions.begin(false);
        for (int i = 0; i < 63; i++) {
            sessions.begin(false);
        }
        assertThat(sessions.size()).isEqualTo(64);
        assertThat(sessions.find(first.id())).isEmpty();
        assertThat(sessions.find(second.id())).isPresent();
    }

    @Test
    void thoseThatHaveEndedTakeNoPlace() {
        sessions.begin(false);
        now = now.plusSeconds(3600);
        sessions.begin(false);
        assertThat(sessions.size()).isEqualTo(1);
    }
}
