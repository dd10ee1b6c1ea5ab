package dev.tomthumb.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java program in a process of its own: on a {@link Leash}, its output in a file, ended with this JVM at the latest.
 */
public final class JavaProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path output;
    private final Thread lastResort;

    private JavaProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.lastResort = new Thread(this::stop, "stop-" + name);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts a program.
     *
     * @param name what messages call it
     * @param directory its working directory, made if need be, where the leash is kept too
     * @param output the file that takes its standard output and error
     */
    public static JavaProcess start(
            String name,
            Path directory,
            List<Path> classPath,
            List<String> jvmArguments,
            String mainClass,
            List<String> arguments,
            Path output)
            throws IOException {
        return start(name, directory, classPath, jvmArguments, mainClass, arguments, Map.of(), output);
    }

    /** As the other, with environment variables beside those of this process. */
    public static JavaProcess start(
            String name,
            Path directory,
            List<Path> classPath,
            List<String> jvmArguments,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path output)
            throws IOException {
        Files.createDirectories(output.getParent());
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(joined(classPath, leash(directory.resolve("leash"))));
        command.add(Leash.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // A JVM in the POSIX locale can neither read nor write file names beyond ASCII.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return new JavaProcess(name, builder.start(), output);
    }

    /** Of the JDK that tests name for servers, or else the one that runs the tests. */
    private static String java() {
        String jdk = System.getProperty("tomthumb.server-jdk", "");
        return jdk.isEmpty()
                ? ProcessHandle.current().info().command().orElse("java")
                : Path.of(jdk, "bin", "java").toString();
    }

    /** The release of that JDK: 17, 25. */
    static int feature() throws IOException {
        String jdk = System.getProperty("tomthumb.server-jdk", "");
        if (jdk.isEmpty()) {
            return Runtime.version().feature();
        }
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(jdk, "release"))) {
            release.load(file);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }

    private static String joined(List<Path> classPath, Path leash) {
        List<String> all = new ArrayList<>();
        classPath.forEach(entry -> all.add(entry.toAbsolutePath().toString()));
        all.add(leash.toAbsolutePath().toString());
        return String.join(System.getProperty("path.separator"), all);
    }

    /** A class path entry with nothing but the leash: our tests' classes must not be seen by its applications. */
    private static Path leash(Path directory) throws IOException {
        String file = Leash.class.getName().replace('.', '/') + ".class";
        Path copy = directory.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = Leash.class.getClassLoader().getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("no class file " + file);
            }
            Files.write(copy, bytes.readAllBytes());
        }
        return directory;
    }

    /**
     * Waits until the program has ended by itself.
     *
     * @throws IOException with its last words if its exit code is not 0
     */
    public void awaitSuccess() throws IOException, InterruptedException {
        int exitCode = process.waitFor();
        forgetLastResort();
        if (exitCode != 0) {
            throw failure("ended with exit code " + exitCode, null);
        }
    }

    /** Waits until the server answers HTTP with any status whatever. */
    public void awaitAnswer(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                client.send(request, BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw failure("ended with exit code " + process.exitValue(), notYet);
                }
                if (System.nanoTime() > deadline) {
                    stop();
                    throw failure("did not answer within " + START_LIMIT.toSeconds() + " s", notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    private IOException failure(String what, @Nullable IOException cause) {
        return new IOException(name + " " + what + "; the end of " + output + ":\n" + tail(output(), 4000), cause);
    }

    private static String tail(String text, int characters) {
        return text.substring(Math.max(0, text.length() - characters));
    }

    /** Everything it has written to its standard output and error so far. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number in the operating system. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end (SIGTERM) and waits for that; one that does not within half a minute is killed. */
    public void stop() {
        process.destroy();
        if (!endsWithin(STOP_LIMIT)) {
            kill();
        }
        forgetLastResort();
    }

    /** Ends it at once (SIGKILL), as a crash would. */
    public void kill() {
        process.destroyForcibly();
        endsWithin(STOP_LIMIT);
        forgetLastResort();
    }

    /** Lets it hang from now on (SIGSTOP): its connections stay, and nothing answers. {@link #kill} ends it. */
    public void hang() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(pid())).start().waitFor();
    }

    @Override
    public void close() {
        stop();
    }

    private boolean endsWithin(Duration limit) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void forgetLastResort() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then it has run or is running, and finds the process gone.
        }
    }
}
