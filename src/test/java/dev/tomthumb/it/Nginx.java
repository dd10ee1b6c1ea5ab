package dev.tomthumb.it;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx in a directory of its own, on a port of the loopback address. */
final class Nginx implements AutoCloseable {
    private static final String MAIN = """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                include %1$s/site.conf;
            }
            """;

    private final Process process;
    private final int port;
    private final Path directory;

    private Nginx(Process process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    /** Where it is installed; empty = it is not. */
    static Optional<Path> installed() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param site what its {@code http} block has in it; listens on {@code port} */
    static Nginx start(Path directory, int port, String site) throws IOException, InterruptedException {
        Path base = Files.createDirectories(directory).toAbsolutePath();
        Files.writeString(base.resolve("nginx.conf"), MAIN.formatted(base));
        Files.writeString(base.resolve("site.conf"), site);
        Process process = new ProcessBuilder(
                        installed().orElseThrow().toString(),
                        "-p",
                        base.toString(),
                        "-c",
                        base.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("output.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port, base);
        nginx.awaitPort();
        return nginx;
    }

    private void awaitPort() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(50);
            }
        }
        throw new IOException("nginx does not start: " + Files.readString(directory.resolve("output.log")));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
