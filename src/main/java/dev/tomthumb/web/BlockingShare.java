package dev.tomthumb.web;

import java.lang.management.ManagementFactory;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * How many of the container's threads may be held by requests that wait. All applications with Tomthumb in them take from
 * the same threads, and none knows the others but by JMX: half of the threads is shared out among as many as there are.
 *
 * <p>A virtual thread that waits holds nothing of which there are few, so any number of these may wait.
 */
final class BlockingShare {
    private static final int UNLESS_KNOWN = 8;
    private static final int MOST = 64;
    /** So many can wait even where the threads are few or the applications many: nobody could, else. */
    private static final int LEAST = 4;

    private final Supplier<Integer> limit;
    private final BooleanSupplier onVirtualThread;
    private final AtomicInteger held = new AtomicInteger();

    private BlockingShare(Supplier<Integer> limit, BooleanSupplier onVirtualThread) {
        this.limit = limit;
        this.onVirtualThread = onVirtualThread;
    }

    /** As many as the settings say, whatever other applications do. */
    static BlockingShare fixed(int limit) {
        return fixed(limit, VirtualThreads::hasCurrent);
    }

    /** @param onVirtualThread whether whoever asks just now need not be counted */
    static BlockingShare fixed(int limit, BooleanSupplier onVirtualThread) {
        return new BlockingShare(() -> limit, onVirtualThread);
    }

    /**
     * @param threads those of the smallest connector; empty = nobody knows
     * @param applications how many share them just now
     */
    static BlockingShare of(OptionalInt threads, IntSupplier applications) {
        int half = threads.orElse(2 * UNLESS_KNOWN) / 2;
        return new BlockingShare(
                () -> Math.min(Math.min(MOST, half), Math.max(LEAST, half / Math.max(1, applications.getAsInt()))),
                VirtualThreads::hasCurrent);
    }

    /** Applications of this JVM in which Tomthumb has started. */
    static int applications() {
        return applications(ManagementFactory.getPlatformMBeanServer());
    }

    static int applications(MBeanServer beans) {
        try {
            return beans.queryNames(new ObjectName("dev.tomthumb:type=Tomthumb,*"), null)
                    .size();
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many may wait just now. */
    int limit() {
        return limit.get();
    }

    /** Whether the current thread may wait; to be {@linkplain #release given back} by the same one. */
    boolean tryAcquire() {
        if (onVirtualThread.getAsBoolean()) {
            return true;
        }
        int most = limit();
        int before = held.getAndUpdate(now -> now < most ? now + 1 : now);
        return before < most;
    }

    void release() {
        if (!onVirtualThread.getAsBoolean()) {
            held.decrementAndGet();
        }
    }
}
