package dev.tomthumb.model;

/**
 * Threads that carry this application's class loader and nothing of whoever happened to start them: what they inherited
 * would keep another web application in memory after its end.
 */
public final class Threads {
    private Threads() {}

    /**
     * A daemon that has not been started.
     *
     * @param name what it is called in a dump
     */
    public static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }
}
