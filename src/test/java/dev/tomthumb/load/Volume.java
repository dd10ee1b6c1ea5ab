package dev.tomthumb.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, where this process may mount one. */
final class Volume implements AutoCloseable {
    private final Path place;
    private final boolean mounted;

    /** @param megabytes its size */
    Volume(Path place, int megabytes) throws IOException, InterruptedException {
        this.place = Files.createDirectories(place);
        this.mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
    }

    boolean isMounted() {
        return mounted;
    }

    Path path() {
        return place;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 && said.isEmpty();
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (mounted && !run("umount", place.toString())) {
            throw new IOException(place + " cannot be unmounted");
        }
    }
}
