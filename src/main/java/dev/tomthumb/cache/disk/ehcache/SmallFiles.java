package dev.tomthumb.cache.disk.ehcache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Small files that are either as they were or as they are to be, whatever happens meanwhile: written beside, forced, and
 * renamed. Each begins with a mark and a checksum:
 *
 * <pre>
 *  0       4        8                 8 + length
 *  +-------+--------+-----------------+
 *  | TTS1  | CRC32C | content         |
 *  +-------+--------+-----------------+
 * </pre>
 */
final class SmallFiles {
    private static final int MARK = 0x54545331;
    private static final int HEADER = 8;
    private static final int BLOCK = 4096;
    private static final String BESIDE = ".new";

    private final Path directory;
    private final long budget;

    /** @param budget the most bytes the files may take, in blocks of the file system, also while one is replaced */
    SmallFiles(Path directory, long budget) {
        this.directory = directory;
        this.budget = budget;
    }

    /**
     * The content of a file; empty if there is none.
     *
     * @throws IOException if it cannot be read or is not what was written
     */
    synchronized Optional<byte[]> read(String name) throws IOException {
        byte[] file;
        try {
            file = Files.readAllBytes(directory.resolve(name));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(file);
        if (file.length < HEADER || buffer.getInt() != MARK || buffer.getInt() != checksum(buffer)) {
            throw new IOException(directory.resolve(name) + " is damaged");
        }
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return Optional.of(content);
    }

    /** Writes a file, in place of what it was. On failure it is what it was. */
    synchronized void write(String name, byte[] content) throws IOException {
        Files.createDirectories(directory);
        Path beside = directory.resolve(name + BESIDE);
        if (used() + blocks(HEADER + (long) content.length) > budget) {
            throw new IOException(
                    "what serializers keep in " + directory + " would take more than " + budget + " bytes");
        }
        ByteBuffer file = ByteBuffer.allocate(HEADER + content.length);
        file.putInt(MARK)
                .putInt(checksum(ByteBuffer.wrap(content)))
                .put(content)
                .flip();
        try {
            force(beside, file);
            Files.move(beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            Files.deleteIfExists(beside);
            throw failure;
        }
        forceNames();
    }

    private static void force(Path path, ByteBuffer content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    /** A new name lasts once its directory is forced, where the system lets a directory be opened. */
    private void forceNames() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Windows: names are durable there without it.
        }
    }

    private long used() throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(SmallFiles::blocksOf).sum();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static long blocksOf(Path file) {
        try {
            return blocks(Files.size(file));
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static int checksum(ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }

    /** Deletes a directory and all in it, as far as it is there. */
    static void deleteTree(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> files = Files.list(directory)) {
            inside = files.toList();
        }
        for (Path path : inside) {
            if (Files.isDirectory(path)) {
                deleteTree(path);
            } else {
                Files.deleteIfExists(path);
            }
        }
        Files.deleteIfExists(directory);
    }
}
