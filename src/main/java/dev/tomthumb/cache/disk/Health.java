package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether the disk can be used. After a failed write the store stops writing for a while, then tries again: first after a
 * second, then after twice as long each time, up to a minute. After several failed reads without one that succeeds it
 * stops reading as well.
 */
final class Health {
    private static final Logger LOG = System.getLogger(DiskStore.class.getName());
    private static final long FIRST_PAUSE = 1_000;
    private static final long LONGEST_PAUSE = 60_000;
    private static final int FAILED_READS = 8;

    /** What the JDK makes of the operating system's answers, and what operators search for. */
    private static final Map<String, String> NAMES = Map.of(
            "no space left on device", "ENOSPC",
            "input/output error", "EIO",
            "read-only file system", "EROFS",
            "disk quota exceeded", "EDQUOT",
            "permission denied", "EACCES",
            "too many open files", "EMFILE",
            "stale file handle", "ESTALE");

    private final Path directory;
    private final InstantSource clock;
    private final LongAdder failures = new LongAdder();
    private volatile boolean writing = true;
    private volatile boolean reading = true;
    private volatile long retryAt;
    private volatile long pause = FIRST_PAUSE;
    private volatile int failedReads;
    private volatile Optional<String> last = Optional.empty();

    Health(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    boolean writes() {
        return writing;
    }

    boolean reads() {
        return reading;
    }

    /** Whether a disk that failed should be tried again. */
    boolean isDue() {
        return !writing && clock.millis() >= retryAt;
    }

    long failures() {
        return failures.sum();
    }

    Optional<String> last() {
        return last;
    }

    /** Something could not be written: the store pauses. */
    void writeFailed(String operation, IOException reason) {
        note(operation, reason);
        stop("Entries are not stored");
    }

    /** Something could not be read; the entry is gone, and if that happens again and again the store pauses. */
    void readFailed(IOException reason) {
        note("read", reason);
        // Threads that fail at once may count one for two, which only delays the pause.
        failedReads = failedReads + 1;
        if (failedReads >= FAILED_READS && reading) {
            reading = false;
            stop("Entries are neither read nor stored");
        }
    }

    void readSucceeded() {
        if (failedReads != 0) {
            failedReads = 0;
        }
    }

    private void note(String operation, IOException reason) {
        failures.increment();
        last = Optional.of(operation + " in " + directory + ": " + describe(reason));
    }

    private synchronized void stop(String consequence) {
        retryAt = clock.millis() + pause;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
        if (writing) {
            writing = false;
            LOG.log(
                    Level.WARNING,
                    "The disk tier pauses: {0}. {1} until the disk can be written again; this is tried every"
                            + " minute or sooner.",
                    last.orElse("unknown failure"),
                    consequence);
        }
    }

    /** The disk could be written. */
    synchronized void recovered() {
        if (!writing) {
            LOG.log(Level.INFO, "The disk tier in {0} stores entries again.", directory);
        }
        writing = true;
        reading = true;
        failedReads = 0;
        pause = FIRST_PAUSE;
    }

    static String describe(IOException failure) {
        String reason = failure instanceof FileSystemException inFile && inFile.getReason() != null
                ? inFile.getReason()
                : String.valueOf(failure.getMessage());
        String name = NAMES.get(reason.toLowerCase(Locale.ROOT));
        return name == null ? failure.toString() : reason + " (" + name + ")";
    }
}
