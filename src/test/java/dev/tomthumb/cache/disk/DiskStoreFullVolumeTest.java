package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tomthumb.testkit.LogLines;
import dev.tomthumb.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real volume of 20 MB, full before the store is. Only where this process may mount one. */
class DiskStoreFullVolumeTest {
    private static final int LENGTH = 20_000;

    @TempDir
    Path dir;

    private final LogLines log = new LogLines(DiskStore.class);
    private final SettableClock clock = new SettableClock();
    private Path volume = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        volume = Files.createDirectory(dir.resolve("volume"));
        String answer = run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", volume.toString());
        mounted = answer.isEmpty();
        assumeTrue(mounted, () -> "no volume could be mounted: " + answer);
    }

    @AfterEach
    void unmount() throws Exception {
        log.close();
        if (mounted) {
            assertThat(run("umount", volume.toString())).isEmpty();
        }
    }

    /** What a command says; nothing if it succeeds. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean success = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
            return success ? "" : "failed: " + output.strip();
        } catch (IOException missing) {
            return missing.toString();
        }
    }

    private DiskStore open() throws IOException {
        DiskSettings settings = new DiskSettings(1 << 30, 0, Sync.SECOND, "test", clock);
        return DiskStore.open(volume.resolve("cache"), settings, DiskListener.NONE, new JdkFiles());
    }

    private Set<String> fill(DiskStore store, String prefix, int entries) {
        Set<String> stored = new TreeSet<>();
        for (int i = 0; i < entries; i++) {
            String key = prefix + i;
            if (store.put(Sample.key(key), Labels.NONE, KnownValue.of(key, 1, LENGTH), 1, DiskStore.NEVER)
                    .isPresent()) {
                stored.add(key);
            }
            clock.advance(Duration.ofMillis(200));
            store.maintain();
        }
        return stored;
    }

    private static void checkAllThere(DiskStore store, Set<String> keys) {
        for (String key : keys) {
            assertThat(store.get(Sample.key(key)))
                    .as(key)
                    .hasValueSatisfying(entry ->
                            assertThat(KnownValue.version(key, entry.value())).isOne());
        }
    }

    @Test
    void fullDuringPutsAtCloseAndAtTheStartAndWellAgainWhenSpaceReturns() throws Exception {
        Path others = volume.resolve("others");
        Files.write(others, new byte[8 << 20]);
        Set<String> stored;
        try (DiskStore store = open()) {
            stored = fill(store, "a", 1000);
            assertThat(stored).hasSizeBetween(400, 700);
            assertThat(store.statistics().serving()).isFalse();
            assertThat(store.statistics().lastFailure())
                    .hasValueSatisfying(last -> assertThat(last).contains(volume.toString(), FaultyFiles.FULL));
            assertThat(log.warnings())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(volume.toString(), FaultyFiles.FULL));
            checkAllThere(store, stored);
        }
        try (DiskStore store = open()) {
            checkAllThere(store, stored);
            Files.delete(others);
            clock.advance(Duration.ofMinutes(2));
            store.maintain();
            Set<String> more = fill(store, "b", 100);
            assertThat(more).hasSize(100);
            checkAllThere(store, more);
            checkAllThere(store, stored);
            stored.addAll(more);
        }
        try (DiskStore store = open()) {
            checkAllThere(store, stored);
        }
    }
}
