package dev.tomthumb.engine.warm;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What is to be warmed, over restarts: {@code urls.txt}, a URL a line, and {@code position.txt}, how many of them are
 * done. Both are replaced whole by renaming, so that a crash leaves the old or the new one; a lost position costs
 * looking again at what is there already.
 */
final class WarmFiles {
    private static final String URLS = "urls.txt";
    private static final String POSITION = "position.txt";
    /** What a list of the most URLs of the greatest length would have; a larger file is not ours. */
    private static final long MOST_BYTES = 1L << 31;

    private final Path directory;

    WarmFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * What was left to do.
     *
     * @param urls all of the list
     * @param done how many of them
     */
    record Left(List<String> urls, int done) {}

    /** A damaged or foreign file is nothing left to do. */
    Left read(int most) throws IOException {
        Path urls = directory.resolve(URLS);
        if (!Files.isRegularFile(urls) || Files.size(urls) > MOST_BYTES) {
            return new Left(List.of(), 0);
        }
        try (InputStream input = Files.newInputStream(urls)) {
            List<String> all = Wanted.read(input, most, url -> true).urls();
            return new Left(all, Math.min(position(), all.size()));
        }
    }

    private int position() throws IOException {
        Path file = directory.resolve(POSITION);
        if (!Files.isRegularFile(file) || Files.size(file) > 16) {
            return 0;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** A new list, of which nothing is done. */
    void write(List<String> urls) throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve(POSITION));
        Path next = directory.resolve(URLS + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(next)) {
            for (String url : urls) {
                out.write(url);
                out.write('\n');
            }
        }
        replace(next, directory.resolve(URLS));
    }

    /** More at the end of the list. */
    void append(List<String> urls) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(
                directory.resolve(URLS), StandardOpenOption.APPEND, StandardOpenOption.CREATE)) {
            for (String url : urls) {
                out.write(url);
                out.write('\n');
            }
        }
    }

    void position(int done) throws IOException {
        Path next = directory.resolve(POSITION + ".new");
        Files.writeString(next, Integer.toString(done));
        replace(next, directory.resolve(POSITION));
    }

    /** Nothing is left to do. */
    void delete() throws IOException {
        Files.deleteIfExists(directory.resolve(URLS));
        Files.deleteIfExists(directory.resolve(POSITION));
    }

    private static void replace(Path next, Path file) throws IOException {
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
