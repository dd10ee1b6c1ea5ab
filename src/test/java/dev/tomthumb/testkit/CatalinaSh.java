package dev.tomthumb.testkit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Tomcat as an operator has it: a {@code CATALINA_BASE} filled by copying files, started and stopped by Tomcat's own
 * {@code bin/catalina.sh}.
 */
public final class CatalinaSh implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path home;
    private final Path base;
    private final int port;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /**
     * A base with the distribution's {@code conf} and nothing else.
     *
     * @param home an unpacked distribution, which stays as it is
     * @param base made anew
     * @param port where its server.xml will listen
     */
    public CatalinaSh(Path home, Path base, int port) throws IOException {
        this.home = home.toAbsolutePath();
        this.base = base.toAbsolutePath();
        this.port = port;
        delete(this.base);
        for (String directory : List.of("bin", "conf", "logs", "temp", "webapps", "work")) {
            Files.createDirectories(this.base.resolve(directory));
        }
        try (Stream<Path> files = Files.list(home.resolve("conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                put(file, "conf/" + file.getFileName());
            }
        }
        environment.put("CATALINA_HOME", this.home.toString());
        environment.put("CATALINA_BASE", this.base.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Copies a file to its place below the base. */
    public CatalinaSh put(Path file, String place) throws IOException {
        Path target = base.resolve(place);
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Sets a variable of the operator's shell. */
    public CatalinaSh environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** {@code catalina.sh start}; returns when Tomcat answers, with whatever status. */
    public void start() throws IOException, InterruptedException {
        command("start");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Tomcat did not answer; its log:\n" + log("catalina.out"));
            }
            Thread.sleep(100);
        }
    }

    /** {@code catalina.sh stop}; returns when the process has ended. */
    public String stop() throws IOException, InterruptedException {
        return command("stop", "60");
    }

    /** The number in {@code CATALINA_PID}'s default place of our setenv.sh. */
    public ProcessHandle process() throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile()).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private Path pidFile() {
        return base.resolve("temp/tomcat.pid");
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri().toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(30_000);
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String command(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", home.resolve("bin/catalina.sh").toString()));
        command.addAll(List.of(words));
        Path output = base.resolve("temp/catalina-sh.out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("catalina.sh " + String.join(" ", words) + " does not end");
        }
        return Files.readString(output);
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The {@code CATALINA_BASE}. */
    public Path base() {
        return base;
    }

    /** The text of all files of {@code logs} whose name begins so, one after the other. */
    public String log(String start) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(base.resolve("logs"))) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(start)) {
                    all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return all.toString();
    }

    /** Ends Tomcat if it still runs. */
    @Override
    public void close() throws IOException {
        if (Files.exists(pidFile())) {
            ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
                    .ifPresent(CatalinaSh::end);
        }
    }

    private static void end(ProcessHandle tomcat) {
        tomcat.destroy();
        try {
            tomcat.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            tomcat.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException deaf) {
            tomcat.destroyForcibly();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
