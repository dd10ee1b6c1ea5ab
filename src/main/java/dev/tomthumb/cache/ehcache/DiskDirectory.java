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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the disk tier, under a directory whose lock we hold. */
final class DiskDirectory {
    private static final Logger LOG = System.getLogger(EhcacheRenditionCache.class.getName());

    /** Ehcache's files lie in a directory of their own, beside our lock. */
    private static final String FILES = "ehcache";

    /** Where Ehcache's own disk tier kept the renditions of earlier versions of this product. */
    private static final String OLD = "file";

    private static final String OLD_DATA = "ehcache-disk-store.data";

    private DiskDirectory() {}

    /** Opens the disk tier. */
    static <V> EhcacheStore<V> open(Content<V> content, CacheShape shape, Path dir, InstantSource clock)
            throws Exception {
        Path files = dir.resolve(FILES);
        deleteOld(files.resolve(OLD));
        return EhcacheStore.disk(content, shape, files, clock);
    }

    /** Nothing reads them any more, and they take up as much room as all that is read. */
    private static void deleteOld(Path old) throws IOException {
        if (Files.isDirectory(old) && hasOldData(old)) {
            LOG.log(
                    Level.INFO,
                    "{0} has the renditions of an earlier version, which had another disk tier; they are deleted and"
                            + " made again when they are asked for.",
                    old);
            delete(old);
        }
    }

    private static boolean hasOldData(Path old) throws IOException {
        try (Stream<Path> all = Files.walk(old)) {
            return all.anyMatch(file -> file.endsWith(OLD_DATA));
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
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
