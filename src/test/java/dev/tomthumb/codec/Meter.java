package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.lang.management.ManagementFactory;

/** What reading foreign bytes costs this thread. Fuzz targets hold readers to it: no bombs, no endless loops. */
public final class Meter {
    /** Real files of these sizes take milliseconds; a machine that is busy with other things does not count. */
    private static final long MOST_NANOSECONDS = 10_000_000_000L;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytes;
    private long nanoseconds;

    /** Answers or refuses. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws ImageException;
    }

    /** Reads, and adds what that takes, also where it ends in a refusal. */
    public <T> T measure(Reading<T> reading) throws ImageException {
        long start = threads.getCurrentThreadCpuTime();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            return reading.read();
        } finally {
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
            nanoseconds += threads.getCurrentThreadCpuTime() - start;
        }
    }

    /** What was allocated, garbage included. */
    public long bytes() {
        return bytes;
    }

    /** Fails if more was allocated, garbage included. */
    public void requireAtMost(long mostBytes) {
        if (bytes > mostBytes) {
            throw new AssertionError(bytes + " bytes were allocated, " + mostBytes + " allowed");
        }
    }

    /** Fails if it took seconds. */
    public void requireSoon() {
        if (nanoseconds > MOST_NANOSECONDS) {
            throw new AssertionError("it took " + nanoseconds / 1_000_000 + " ms");
        }
    }
}
