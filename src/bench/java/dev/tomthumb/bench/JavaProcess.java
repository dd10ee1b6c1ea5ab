package dev.tomthumb.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this one's class path. */
final class JavaProcess {
    private JavaProcess() {}

    /** The {@code java} program that runs this. */
    static Path here() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A process, not started, that runs {@code main} with {@code arguments}; its standard error is this one's. */
    static ProcessBuilder of(Path java, List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Djava.awt.headless=true", "-XX:+UseG1GC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
