package dev.tomthumb.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A large disk tier from its first put to its purge, in {@code -Xmx1g}: filled by one process as fast as it can, which is
 * then killed, and opened by others, with a cold page cache (only where this may be asked of the kernel: as root) and a warm
 * one.
 */
public final class DiskLife {
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final String DROP_ALL = "3";

    private DiskLife() {}

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.here();
        Files.createDirectories(options.target());
        Path directory = Files.createTempDirectory(options.target(), "disk-life");
        Surroundings.print(System.out);
        try {
            System.out.println("fill: " + run(directory, DiskLifeProcess.FILL));
            for (int round = 0; round < options.rounds(); round++) {
                if (dropCaches()) {
                    System.out.println("cold: " + run(directory, DiskLifeProcess.OPEN));
                }
                System.out.println("warm: " + run(directory, DiskLifeProcess.OPEN));
            }
            System.out.println("heap: " + run(directory, DiskLifeProcess.WEIGH));
            System.out.println("purge: " + run(directory, DiskLifeProcess.PURGE));
        } finally {
            Directories.delete(directory);
        }
    }

    /** What a process says that is killed then, so that every start is one after a crash. */
    private static String run(Path directory, String what) throws IOException {
        Process process = process(directory, what).start();
        try (BufferedReader said = process.inputReader()) {
            return said.readLine();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static ProcessBuilder process(Path directory, String what) {
        return JavaProcess.of(
                JavaProcess.here(),
                List.of("-Xmx1g"),
                DiskLifeProcess.class,
                what,
                directory.resolve("full").toString(),
                directory.resolve("empty").toString());
    }

    private static boolean dropCaches() throws IOException, InterruptedException {
        if (!Files.isWritable(DROP_CACHES)) {
            return false;
        }
        new ProcessBuilder("sync").inheritIO().start().waitFor();
        Files.writeString(DROP_CACHES, DROP_ALL);
        return true;
    }
}
