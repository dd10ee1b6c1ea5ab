package dev.tomthumb.codec.vips;

import com.sun.jna.Native;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The thread that JNA starts when it opens a library. It would live for half a minute after that, and Tomcat would call it
 * a leak of the web application whose class loader it has inherited.
 */
final class JnaThread {
    private static final Logger LOG = System.getLogger(JnaThread.class.getName());
    private static final String NAME = "JNA Cleaner";
    private static final long LIMIT_MILLIS = 2000;

    private JnaThread() {}

    /** Something that may make JNA start its thread. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws VipsException;
    }

    /** Does something so that the thread inherits the class loader JNA comes from, and not ours if that is another. */
    static <T> T outside(Opening<T> opening) throws VipsException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Native.class.getClassLoader());
        try {
            return opening.open();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Ends the thread if JNA is a library of this web application. An interrupt is what it takes for its end; what it would
     * free later, nothing of ours, the process keeps. A JNA in Tomcat's lib directory serves others, too.
     */
    static void end() {
        ClassLoader ours = JnaThread.class.getClassLoader();
        if (Native.class.getClassLoader() != ours) {
            return;
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(NAME) && thread.getContextClassLoader() == ours) {
                end(thread);
            }
        }
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(LIMIT_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "JNA''s thread {0} is still running", thread.getName());
        }
    }
}
