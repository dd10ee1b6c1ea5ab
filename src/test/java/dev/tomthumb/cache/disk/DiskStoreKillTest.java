package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.disk.KillRounds.End;
import dev.tomthumb.testkit.LogLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at random moments, ten and more in a row on one directory: every put that had returned is there
 * with the right bytes, nothing is that had been removed or purged, and the next one starts by itself.
 */
class DiskStoreKillTest {
    /** Three times what all keys take, so that replaced entries are compacted before any other has to go. */
    private static final long ROOMY = 64 << 20;

    private static final long FULL = 4 << 20;

    @TempDir
    Path dir;

    private final LogLines log = new LogLines(DiskStore.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void allThatWasPutIsThere() throws Exception {
        run(ROOMY, true, List.of(End.KILL, End.KILL, End.TERM, End.KILL_IDLE, End.OUT_OF_MEMORY), 12, 300);
    }

    @Test
    void nothingWrongIsThereWhileEntriesAreEvicted() throws Exception {
        run(FULL, false, List.of(End.KILL, End.KILL, End.KILL, End.TERM, End.OUT_OF_MEMORY), 10, 200);
    }

    private void run(long capacity, boolean roomy, List<End> ends, int ordinarily, int much) throws Exception {
        long seed = Effort.seed();
        System.out.println("kill rounds: -Dtomthumb.crash.seed=" + seed);
        KillRounds rounds = new KillRounds(dir.resolve("cache"), capacity, roomy, new Random(seed));
        for (int i = 0; i < Effort.rounds(ordinarily, much); i++) {
            rounds.round(ends.get(i % ends.size()));
        }
        assertThat(rounds.stored()).as("puts that had returned").isGreaterThan(100);
    }
}
