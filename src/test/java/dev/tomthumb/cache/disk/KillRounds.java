package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Lets a {@link KillHarness} work on one directory again and again, ends it, and holds what is left against its journal. */
final class KillRounds {
    private final Path directory;
    private final long capacity;
    private final boolean roomy;
    private final Random random;
    private final Map<String, Allowed> allowed = new HashMap<>();
    private long version = 1;
    private int rounds;
    private long stored;

    /** @param roomy whether nothing is ever evicted */
    KillRounds(Path directory, long capacity, boolean roomy, Random random) {
        this.directory = directory;
        this.capacity = capacity;
        this.roomy = roomy;
        this.random = random;
    }

    /** How a process ends. */
    enum End {
        /** While it writes. */
        KILL,
        /** Asked to, and without closing the store. */
        TERM,
        /** Stopped before, so that nothing happens at the moment. */
        KILL_IDLE,
        OUT_OF_MEMORY
    }

    /**
     * What a key may have.
     *
     * @param versions any of these; 0 is none
     */
    private record Allowed(Set<Long> versions) {
        static Allowed only(long version) {
            return new Allowed(Set.of(version));
        }

        Allowed or(long version) {
            Set<Long> more = new HashSet<>(versions);
            more.add(version);
            return new Allowed(more);
        }
    }

    /** One life, its end, and what was left. */
    void round(End end) throws IOException, InterruptedException {
        Path journal = directory.resolveSibling("journal-" + rounds++);
        boolean outOfMemory = end == End.OUT_OF_MEMORY;
        List<String> arguments = new ArrayList<>(List.of(
                directory.toString(),
                journal.toString(),
                Long.toString(capacity),
                Long.toString(random.nextLong()),
                Long.toString(version)));
        if (outOfMemory) {
            arguments.add("fill-memory");
        }
        List<String> jvm = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        jvm.addAll(outOfMemory ? List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError") : List.of("-Xmx128m"));
        try (JavaProcess process = JavaProcess.start(
                "kill-harness",
                directory.resolveSibling("work"),
                classPath(),
                jvm,
                KillHarness.class.getName(),
                arguments,
                directory.resolveSibling("output-" + rounds))) {
            awaitReady(process, journal);
            end(process, end);
        }
        replay(Files.readAllLines(journal));
        Files.delete(journal);
        check("round " + rounds + ", " + end);
    }

    /** How many puts have returned, in all rounds. */
    long stored() {
        return stored;
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static void awaitReady(JavaProcess process, Path journal) throws InterruptedException, IOException {
        while (!Files.exists(journal) || Files.size(journal) == 0) {
            assertThat(process.isAlive()).as(process::output).isTrue();
            Thread.sleep(5);
        }
    }

    private void end(JavaProcess process, End end) throws IOException, InterruptedException {
        if (end == End.OUT_OF_MEMORY) {
            while (process.isAlive()) {
                Thread.sleep(5);
            }
            return;
        }
        Thread.sleep(random.nextInt(400));
        if (end == End.KILL_IDLE) {
            process.hang();
        }
        if (end == End.TERM) {
            process.stop();
        } else {
            process.kill();
        }
    }

    private void replay(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "put" -> begun(words[1], Long.parseLong(words[2]));
                case "stored" -> {
                    stored++;
                    allowed.put(words[1], Allowed.only(Long.parseLong(words[2])));
                }
                case "remove" -> begun(words[1], 0);
                case "dropped", "removed" -> allowed.put(words[1], Allowed.only(0));
                case "purge" -> ofOriginal(words[1]).forEach(key -> begun(key, 0));
                case "purged" -> ofOriginal(words[1]).forEach(key -> allowed.put(key, Allowed.only(0)));
                default -> assertThat(line).isEqualTo("ready");
            }
        }
    }

    /** The key has what it had, or this already, or nothing: an unfinished put may have buried what was there. */
    private void begun(String key, long to) {
        Allowed now = allowed.getOrDefault(key, Allowed.only(0)).or(to);
        allowed.put(key, now);
        version = Math.max(version, to + 1);
    }

    private List<String> ofOriginal(String original) {
        return allowed.keySet().stream()
                .filter(key -> KillHarness.isOf(original, key))
                .toList();
    }

    private void check(String round) throws IOException {
        DiskSettings settings = new DiskSettings(capacity, 0, Sync.SEGMENT, "check", InstantSource.system());
        try (DiskStore store = DiskStore.open(directory, settings, DiskListener.NONE)) {
            assertThat(store.statistics().recovery().setAside()).as(round).isZero();
            assertThat(bytes()).as("bytes after " + round).isLessThanOrEqualTo(capacity);
            allowed.replaceAll((key, expected) -> check(round, store, key, expected));
            assertThat(store.statistics().damaged())
                    .as("damaged records read after " + round)
                    .isZero();
        }
    }

    /** What it has is what it will have. */
    private Allowed check(String round, DiskStore store, String key, Allowed expected) {
        long found = store.get(Sample.key(key))
                .map(entry -> KnownValue.version(key, entry.value()))
                .orElse(0L);
        if (roomy || found != 0) {
            assertThat(expected.versions())
                    .as("versions of %s after %s", key, round)
                    .contains(found);
        }
        return Allowed.only(found);
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : new JdkFiles().list(directory)) {
            bytes += (Files.size(file) + MemoryFiles.PAGE - 1) / MemoryFiles.PAGE * MemoryFiles.PAGE;
        }
        return bytes;
    }
}
