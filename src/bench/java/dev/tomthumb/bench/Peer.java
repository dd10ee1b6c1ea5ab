package dev.tomthumb.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A candidate's process as its runner sees it: see {@link Worker} for what is said. */
final class Peer implements Closeable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final String version;

    /**
     * What one run took.
     *
     * @param nanos processor time of all repetitions
     * @param bytes length of one result
     * @param checksum of the last one
     */
    record Sample(long nanos, long bytes, String checksum) {}

    private Peer(String name, Process process) throws IOException {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.version = answer("ready");
    }

    /** Starts the process and waits until it is ready. */
    static Peer start(String name, ProcessBuilder process) throws IOException {
        return new Peer(name, process.start());
    }

    /** What it is called in the table. */
    String name() {
        return name;
    }

    /** What it said of itself. */
    String version() {
        return version;
    }

    /** Makes a job known by a number. */
    void define(int id, Path file, Work work) throws IOException {
        tell("job " + id + " " + work.width() + " " + work.output().token() + " " + work.quality() + " "
                + file.toAbsolutePath());
    }

    /** Does a job several times. */
    Sample run(int id, int repetitions) throws IOException {
        String[] words = tell("run " + id + " " + repetitions).split(" ");
        return new Sample(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    }

    /** Has the result of a job written. */
    void save(int id, Path file) throws IOException {
        tell("save " + id + " " + file.toAbsolutePath());
    }

    /**
     * Says a line.
     *
     * @return what it answers after {@code ok}
     */
    String tell(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        return answer("ok");
    }

    private String answer(String expected) throws IOException {
        String line = answers.readLine();
        if (line == null || !line.startsWith(expected)) {
            throw new IOException(name + " answered: " + line);
        }
        return line.substring(expected.length()).strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
