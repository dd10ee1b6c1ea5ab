package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of the operating system. */
final class JdkFiles implements FileLayer {
    /** Of each directory that was asked about: to find one all mounts of the machine are read, to ask it is one call. */
    private final Map<Path, FileStore> volumes = new ConcurrentHashMap<>();

    @Override
    public Handle open(Path file) throws IOException {
        return new ChannelHandle(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public long usableSpace(Path directory) throws IOException {
        FileStore known = volumes.get(directory);
        if (known == null) {
            known = Files.getFileStore(directory);
            volumes.put(directory, known);
        }
        return known.getUsableSpace();
    }
}
