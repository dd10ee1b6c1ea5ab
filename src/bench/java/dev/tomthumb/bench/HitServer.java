package dev.tomthumb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A server that {@link HitPath} asks, in a process or several of its own. */
interface HitServer extends AutoCloseable {
    /** Linux counts processor time in these for everybody, whatever the kernel's own clock is: {@code USER_HZ}. */
    long NANOS_OF_A_TICK = 10_000_000;

    /** How the table calls it. */
    String name();

    /** The version, for the table's head. */
    String version();

    /** Where it listens on the loopback address. */
    int port();

    /** The path and query of the {@code nth} picture of a case. */
    String url(HitCase what, int nth);

    /** Its first process; its children count as well. */
    ProcessHandle process();

    /** What all its processes have used since they began, user and system, in ns; exact to 10 ms for each. */
    default long cpuNanos() throws IOException {
        long ticks = 0;
        List<Long> all = Stream.concat(Stream.of(process()), process().descendants())
                .map(ProcessHandle::pid)
                .toList();
        for (long pid : all) {
            ticks += ticks(Files.readString(Path.of("/proc/" + pid + "/stat")));
        }
        return ticks * NANOS_OF_A_TICK;
    }

    /** Fields 14 and 15 of proc(5), counted behind the name, which may hold spaces. */
    private static long ticks(String stat) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return LongStream.of(Long.parseLong(words[11]), Long.parseLong(words[12]))
                .sum();
    }

    /** Returns when somebody listens there. */
    static void await(int port, Process process, Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!HitClient.listens(port)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IOException("nobody listens on port " + port + "; see " + log);
            }
            Thread.sleep(100);
        }
    }

    @Override
    void close() throws IOException;
}
