package dev.tomthumb.cache.ehcache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;

/** The files of the disk tier, under a directory whose lock we hold. */
final class DiskDirectory {
    private static final Logger LOG = System.getLogger(EhcacheRenditionCache.class.getName());

    /** Ehcache's files lie in a directory of their own: it may be deleted while our lock beside it is held. */
    private static final String FILES = "ehcache";

    /** What Ehcache leaves at a clean close and looks for at the next start. */
    private static final String CLEAN = ".clean";

    private DiskDirectory() {}

    /**
     * Opens the disk tier. Files that cannot be opened are deleted once, since renditions can be made again and a
     * cache that does not start helps nobody.
     */
    static EhcacheStore open(CacheShape shape, Path dir, InstantSource clock) throws Exception {
        Path files = dir.resolve(FILES);
        boolean used = hasContent(files);
        if (used && !Files.exists(files.resolve(CLEAN))) {
            LOG.log(
                    Level.WARNING,
                    "The cache in {0} was not closed last time (a kill, a crash, no shutdown): Ehcache''s disk tier"
                            + " cannot be used again then and starts empty.",
                    files);
        }
        try {
            return EhcacheStore.disk(shape, files, clock);
        } catch (Exception unreadable) {
            if (!used) {
                throw unreadable;
            }
            LOG.log(
                    Level.WARNING,
                    "The cached renditions in " + files + " cannot be read and are deleted; the cache starts empty.",
                    unreadable);
            delete(files);
            return EhcacheStore.disk(shape, files, clock);
        }
    }

    private static boolean hasContent(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(dir)) {
            return entries.iterator().hasNext();
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @org.jspecify.annotations.Nullable IOException failure)
                    throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
