package dev.tomthumb.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Terracotta server of Ehcache's kit in its own process on the loopback address, with a megabyte or two of configuration of
 * its own. What it keeps lies in its memory: {@link #kill} and {@link #start} is a server that has lost everything.
 */
public final class TerracottaServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final String READY = "has started up as ACTIVE";

    private final Path home;
    private final Path directory;
    private final int port;
    private final int groupPort;
    private JavaProcess process;
    private int starts;

    private TerracottaServer(Path home, Path directory, int port, int groupPort)
            throws IOException, InterruptedException {
        this.home = home;
        this.directory = directory;
        this.port = port;
        this.groupPort = groupPort;
        this.process = launch();
    }

    /**
     * Starts a server, with an {@code offheap-resource} called {@code main} of 256 MB.
     *
     * @param home the unpacked server, see {@link BuildOutputs#terracottaHome}
     * @param directory takes its configuration, its state and its output
     */
    public static TerracottaServer start(Path home, Path directory) throws IOException, InterruptedException {
        return new TerracottaServer(home, directory.toAbsolutePath(), Ports.free(), Ports.free());
    }

    private JavaProcess launch() throws IOException, InterruptedException {
        starts++;
        Path work = Files.createDirectories(directory.resolve("start-" + starts));
        Path configuration = work.resolve("cluster.cfg");
        Files.writeString(configuration, """
                cluster-name=tomthumb
                client-lease-duration=10s
                client-reconnect-window=5s
                failover-priority=availability
                offheap-resources=main:256MB
                stripe-names=stripe
                stripe:node-names=node
                node:hostname=127.0.0.1
                node:port=%d
                node:group-port=%d
                node:bind-address=127.0.0.1
                node:group-bind-address=127.0.0.1
                node:log-dir=%s
                """.formatted(port, groupPort, work.resolve("logs")));
        JavaProcess started = JavaProcess.start(
                "The Terracotta server",
                work,
                List.of(home.resolve("lib/tc.jar")),
                List.of(
                        "-Xms32m",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxDirectMemorySize=1g",
                        "-Dtc.install-root=" + home),
                "com.tc.server.TCServerMain",
                List.of(
                        "-f",
                        configuration.toString(),
                        "-n",
                        "node",
                        "--auto-activate",
                        "-r",
                        work.resolve("repository").toString()),
                work.resolve("server.log"));
        awaitReady(started);
        return started;
    }

    private static void awaitReady(JavaProcess started) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!started.output().contains(READY)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                String output = started.output();
                started.kill();
                throw new IOException("The Terracotta server has not started; its output:\n" + output);
            }
            Thread.sleep(100);
        }
    }

    /** The address and the name under which nodes find each other there. */
    public URI uri(String name) {
        return URI.create("terracotta://127.0.0.1:" + port + "/" + name);
    }

    /** Lets it hang: connections stay, and nothing answers. */
    public void hang() throws IOException, InterruptedException {
        process.hang();
    }

    /** Ends it at once, and what it keeps with it. */
    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port, with nothing in it. */
    public void restart() throws IOException, InterruptedException {
        process.kill();
        process = launch();
    }

    /** Its number in the operating system. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.kill();
    }
}
