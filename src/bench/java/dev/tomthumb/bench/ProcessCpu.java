package dev.tomthumb.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time that this whole process has used: user and system, garbage collector and compiler included.
 *
 * <p>The JDK 17 counts it in ticks of 10 ms, too coarse for a sample of a quarter of a second; so it is summed from
 * Linux's own account of each thread where there is one. A thread that has ended counts with what was last seen of it.
 */
final class ProcessCpu {
    private static final Path THREADS = Path.of("/proc/self/task");

    private final boolean perThread = Files.isReadable(Path.of("/proc/self/schedstat"));
    private final Map<String, Long> nanosByThread = new HashMap<>();

    /** Nanoseconds since the process began. */
    long nanos() {
        return perThread ? sumOfThreads() : ofProcess();
    }

    private static long ofProcess() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private long sumOfThreads() {
        // The kernel brings the account of a running thread up to date when it gives way.
        Thread.yield();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                account(thread);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return nanosByThread.values().stream().mapToLong(Long::longValue).sum();
    }

    private void account(Path thread) throws IOException {
        try {
            String account = Files.readString(thread.resolve("schedstat"));
            long nanos = Long.parseLong(account.substring(0, account.indexOf(' ')));
            nanosByThread.put(thread.getFileName().toString(), nanos);
        } catch (NoSuchFileException ended) {
            // Between the listing and the reading; what was seen of it before stays.
        }
    }
}
