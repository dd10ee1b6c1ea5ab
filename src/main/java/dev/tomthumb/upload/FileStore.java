package dev.tomthumb.upload;

import dev.tomthumb.model.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place, down to the disk, and then gives it its name, in one step and only if that is free. */
final class FileStore {
    private static final int MOST_NUMBERS = 1000;

    private FileStore() {}

    static Path store(byte[] bytes, Path directory, String name) throws IOException {
        // A dot in front: no server lists it, and no mount serves it.
        Path part = directory.resolve(".upload-" + UUID.randomUUID() + ".part");
        try {
            write(part, bytes);
            Path stored = named(part, directory, name);
            force(directory);
            return stored;
        } catch (InvalidPathException unnameable) {
            throw new IOException(FileNames.unnameable(unnameable), unnameable);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static Path named(Path part, Path directory, String name) throws IOException {
        int length = Math.max(name.getBytes(StandardCharsets.UTF_8).length, 32);
        for (int number = 1; number <= MOST_NUMBERS; number++) {
            Path wanted = directory.resolve(number == 1 ? name : SafeFileName.numbered(name, number, length));
            if (isGiven(part, wanted)) {
                return wanted;
            }
        }
        Path random = directory.resolve(UUID.randomUUID() + name.substring(name.lastIndexOf('.')));
        Files.move(part, random, StandardCopyOption.ATOMIC_MOVE);
        return random;
    }

    /** A second link is made only where there is no file, which a move would replace. */
    private static boolean isGiven(Path part, Path wanted) throws IOException {
        try {
            Files.createLink(wanted, part);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (UnsupportedOperationException | IOException noLinks) {
            return isMoved(part, wanted);
        }
    }

    /** Where there are no links: an empty file claims the name, and is replaced. */
    private static boolean isMoved(Path part, Path wanted) throws IOException {
        try {
            Files.createFile(wanted);
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
        try {
            Files.move(part, wanted, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException failed) {
            Files.deleteIfExists(wanted);
            throw failed;
        }
    }

    /** The name itself is on the disk only when its directory is. Windows has no such thing, and needs none. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // The file is whole and has its name, which is all that can be had here.
        }
    }
}
