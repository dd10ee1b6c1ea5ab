package dev.tomthumb.cache.disk.ehcache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Directories as a dying process would leave them, and what they take. */
final class Directories {
    private Directories() {}

    /** A copy of what is there at this moment, but for the words by which this JVM would know its own lock. */
    static void copy(Path from, Path to) throws IOException {
        for (Path path : tree(from)) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else if (!path.endsWith("owner.txt")) {
                copyFile(path, target);
            }
        }
    }

    private static void copyFile(Path path, Path target) throws IOException {
        try {
            Files.copy(path, target);
        } catch (NoSuchFileException gone) {
            // Deleted meanwhile by its owner.
        }
    }

    /** What the files below take, in blocks of 4096 bytes. */
    static long bytes(Path directory) throws IOException {
        long bytes = 0;
        for (Path path : tree(directory)) {
            try {
                bytes += Files.isRegularFile(path) ? (Files.size(path) + 4095) / 4096 * 4096 : 0;
            } catch (NoSuchFileException gone) {
                // Deleted meanwhile by its owner.
            }
        }
        return bytes;
    }

    /** The directory and all below it, each before what it holds; without what its owner deletes meanwhile. */
    static List<Path> tree(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) {
                all.add(one);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                all.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return all;
    }
}
