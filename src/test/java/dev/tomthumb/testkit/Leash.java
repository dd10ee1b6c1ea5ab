package dev.tomthumb.testkit;

import java.io.IOException;

/**
 * The first class of every server process we start: runs the server's own main class, and ends the process in its
 * orderly way when the process that started it is gone, however it went. The starter holds the other end of our standard
 * input; the operating system closes it even after a {@code kill -9}.
 *
 * <p>Stands alone: only this one class file is put before the server.
 */
public final class Leash {

    private Leash() {}

    /**
     * Runs a server.
     *
     * @param args the server's main class, then its arguments
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(Leash::exitWhenLetGo, "leash");
        watch.setDaemon(true);
        watch.start();
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void exitWhenLetGo() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException broken) {
            // A broken pipe says the same as its end.
        }
        System.exit(0);
    }
}
