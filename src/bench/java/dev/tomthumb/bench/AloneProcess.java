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
    public static void main(String[] arguments) throws IOException {
        byte[] file = Files.readAllBytes(Path.of(arguments[0]));
        int width = Integer.parseInt(arguments[1]);
        try (Engine engine = Engine.open()) {
            long needed = engine.memory(file, width);
            for (int i = 0; i < TIMES; i++) {
                engine.render(file, width, ImageFormat.JPEG, 80);
            }
            System.out.println("made, told to need " + (needed >> 20) + " MB; " + PeakMemory.text());
        } catch (ImageException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }
}
