package dev.tomthumb.cache.disk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The thread that does what a store has to do in the background. It ends with the store. */
final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DiskStore.class.getName());
    private static final long PERIOD_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Runnable work;
    private final Thread thread;
    private boolean closed;

    Housekeeper(String name, Runnable work) {
        this.work = work;
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
        // Nothing of the request that happened to open the store.
        thread.setContextClassLoader(Housekeeper.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (waits()) {
            try {
                work.run();
            } catch (RuntimeException | OutOfMemoryError failure) {
                LOG.log(Level.WARNING, "The disk tier's housekeeping failed; it goes on.", failure);
            }
        }
    }

    private synchronized boolean waits() {
        try {
            if (!closed) {
                wait(PERIOD_MILLIS);
            }
        } catch (InterruptedException wokenUp) {
            // By whoever ends all threads of a server: what is to be ended is told by close.
            return !closed;
        }
        return !closed;
    }

    /** Lets the thread work now instead of in a moment. */
    synchronized void wake() {
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
