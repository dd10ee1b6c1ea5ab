package dev.tomthumb.bench;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks of kernels and stages: {@code bench.jobs} is part of a name ({@code Kernel}, {@code Decode},
 * {@code Encode}), {@code bench.jvm} adds options to the JVM that is measured.
 */
public final class Stages {
    private Stages() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(".*" + System.getProperty("bench.jobs", "") + ".*")
                .jvmArgsAppend(jvmOptions().toArray(new String[0]));
        new Runner(options.build()).run();
    }

    private static List<String> jvmOptions() {
        return Arrays.stream(System.getProperty("bench.jvm", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
