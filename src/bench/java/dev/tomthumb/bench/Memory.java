package dev.tomthumb.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether large pictures are made in small heaps: one alone, and as many at once as the server fetches. */
public final class Memory {
    private static final int WIDTH = 320;
    private static final int CROWD = 32;

    private final Options options;

    private Memory(Options options) {
        this.options = options;
    }

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Memory(Options.here()).run();
    }

    private void run() throws IOException, InterruptedException {
        Pictures pictures = Pictures.of(options);
        Surroundings.print(System.out);
        for (Picture picture : List.of(Picture.M24, Picture.M24_PROGRESSIVE)) {
            Path file = pictures.file(picture);
            run("one " + picture.file() + " in 32 MB", "-Xmx32m", AloneProcess.class, file, WIDTH);
            run(CROWD + " " + picture.file() + " at once in 512 MB", "-Xmx512m", CrowdProcess.class, file, CROWD);
        }
    }

    private void run(String title, String heap, Class<?> main, Path file, int number)
            throws IOException, InterruptedException {
        System.out.print(title + ": ");
        System.out.flush();
        Process process = JavaProcess.of(
                        JavaProcess.here(),
                        List.of(heap),
                        main,
                        file.toAbsolutePath().toString(),
                        Integer.toString(number),
                        options.target().toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(options.target().resolve("memory.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            System.out.println("failed; see memory.log");
        }
    }
}
