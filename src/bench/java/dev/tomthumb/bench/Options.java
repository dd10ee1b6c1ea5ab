package dev.tomthumb.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the {@code -Dbench.…} properties say; an empty one says nothing.
 *
 * @param target where files are made
 * @param images {@code bench.images}: the directory of the real pictures
 * @param vips {@code bench.vips}: the shared library of libvips
 * @param javas {@code bench.java}: the {@code java} programs of other JDKs to be measured as well, comma-separated
 * @param jobs {@code bench.jobs}: only jobs whose name contains this
 * @param rounds {@code bench.rounds}: how often each candidate does each job
 * @param candidates {@code bench.candidates}: only these, comma-separated
 */
public record Options(
        Path target,
        Optional<Path> images,
        Optional<Path> vips,
        List<Path> javas,
        String jobs,
        int rounds,
        List<String> candidates) {
    private static final int USUAL_ROUNDS = 9;

    /** As this process was started. */
    public static Options here() {
        return new Options(
                Path.of(said("target").orElse("target/bench")),
                said("images").map(Path::of),
                said("vips").map(Path::of),
                list("java").stream().map(Path::of).toList(),
                said("jobs").orElse(""),
                said("rounds").map(Integer::parseInt).orElse(USUAL_ROUNDS),
                list("candidates"));
    }

    /** Whether a candidate takes part. */
    boolean wants(String candidate) {
        return candidates.isEmpty() || candidates.contains(candidate);
    }

    private static List<String> list(String name) {
        return said(name)
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
                .orElse(List.of());
    }

    private static Optional<String> said(String name) {
        return Optional.ofNullable(System.getProperty("bench." + name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
