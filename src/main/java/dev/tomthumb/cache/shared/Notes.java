package dev.tomthumb.cache.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a node must remember over a restart, in small files of its own: how far it has read the list of purges, and purges
 * that could not be told yet. What cannot be read is not known; what cannot be written is logged.
 */
final class Notes {
    private static final Logger LOG = System.getLogger(Notes.class.getName());
    private static final String PLACE = "place";
    private static final String UNTOLD = "untold-";
    /** No honest note is longer. */
    private static final long LONGEST = 32L << 20;

    private final Path dir;

    /** @param dir made if need be */
    Notes(Path dir) {
        this.dir = dir;
    }

    /** How far the list was read, in seconds by the store's clock; empty if it never was. */
    OptionalLong place() {
        try {
            String text = Files.readString(dir.resolve(PLACE)).strip();
            return text.matches("[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NoSuchFileException never) {
            return OptionalLong.empty();
        } catch (IOException unreadable) {
            LOG.log(
                    Level.WARNING,
                    "How far purges were read cannot be read, so all of them are obeyed again",
                    unreadable);
            return OptionalLong.empty();
        }
    }

    void place(long seconds) {
        try {
            write(PLACE, Long.toString(seconds).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException unwritable) {
            LOG.log(
                    Level.WARNING,
                    "How far purges have been read cannot be written down; after a restart some are obeyed again",
                    unwritable);
        }
    }

    /**
     * Keeps a purge until it can be told.
     *
     * @throws IOException it would be lost by a restart
     */
    void untold(String name, byte[] purge) throws IOException {
        write(UNTOLD + file(name), purge);
    }

    /** Those that are kept, in their order. */
    Map<String, byte[]> untold() {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches(UNTOLD + "[0-9a-f-]+"))
                    .toList()) {
                if (Files.size(file) <= LONGEST) {
                    all.put(
                            Layout.PURGES + file.getFileName().toString().substring(UNTOLD.length()),
                            Files.readAllBytes(file));
                }
            }
        } catch (NoSuchFileException none) {
            return all;
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.log(
                    Level.WARNING,
                    "Purges that could not be told to other nodes cannot be read from " + dir,
                    unreadable);
        }
        return all;
    }

    void told(String name) {
        try {
            Files.deleteIfExists(dir.resolve(UNTOLD + file(name)));
        } catch (IOException stays) {
            LOG.log(Level.WARNING, "A purge that was told cannot be forgotten and is told again", stays);
        }
    }

    private static String file(String name) {
        return name.substring(Layout.PURGES.length());
    }

    /** Whole, or as it was before; on disk when it returns. */
    private void write(String name, byte[] content) throws IOException {
        Files.createDirectories(dir);
        Path part = dir.resolve(name + ".part");
        Files.write(part, content);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
