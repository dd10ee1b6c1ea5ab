package dev.tomthumb.cache.shared;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** How many bytes of objects may be in memory at once while they are read. Safe for all threads. */
final class ReadRoom {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most in bytes */
    ReadRoom(long most) {
        this.most = most;
    }

    /** The room of one reading, which nobody waits for. Closing it gives it back. */
    final class Reading implements LongPredicate, AutoCloseable {
        private long bytes;
        private volatile boolean refused;

        @Override
        public boolean test(long size) {
            if (taken.addAndGet(size) > most) {
                taken.addAndGet(-size);
                refused = true;
                return false;
            }
            bytes += size;
            return true;
        }

        /** Whether there was none. */
        boolean isRefused() {
            return refused;
        }

        @Override
        public void close() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }

    /** For one object, on one thread. */
    Reading reading() {
        return new Reading();
    }

    long taken() {
        return taken.get();
    }
}
