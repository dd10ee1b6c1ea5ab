package dev.tomthumb.bench;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes one rendition several times, in a heap as small as its parent gives it. */
final class AloneProcess {
    private static final int TIMES = 10;

    private AloneProcess() {}

    /** @param arguments the file and the width of the rendition */
    public static void main(String[] arguments) throws IOException, ImageException {
        byte[] file = Files.readAllBytes(Path.of(arguments[0]));
        int width = Integer.parseInt(arguments[1]);
        try (Engine engine = Engine.open()) {
            int bytes = 0;
            for (int i = 0; i < TIMES; i++) {
                bytes = engine.render(file, width, ImageFormat.JPEG, 80).length;
            }
            System.out.println("  made, " + bytes + " bytes; " + PeakMemory.text());
        }
    }
}
