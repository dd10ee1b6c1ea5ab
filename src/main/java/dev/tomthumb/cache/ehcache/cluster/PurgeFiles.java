package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.disk.DirectoryLock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files in which the contexts of one cache directory remember purges: {@code 1/purges}, {@code 2/purges} and so on, each
 * written by one context at a time, which holds the lock beside it. There are two while two versions of a site run (parallel
 * deployment). Whoever comes next reads all of them, and takes over what nobody holds any more.
 */
final class PurgeFiles implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PurgeFiles.class.getName());
    private static final String NAME = "purges";
    private static final String OWNER = "a node of the cluster";
    private static final int MOST = 8;

    private final List<Path> files = new ArrayList<>();
    private final List<Held> idle = new ArrayList<>();
    private Optional<Held> own = Optional.empty();
    private String refusal = "";

    /** A file that nobody else writes. */
    private record Held(Path file, DirectoryLock lock) {}

    private PurgeFiles() {}

    /** Takes the first file that is free, and with it those that others have left. Never fails. */
    static PurgeFiles claim(Path dir) {
        PurgeFiles claimed = new PurgeFiles();
        for (int i = 1; i <= MOST; i++) {
            claimed.claimOne(dir.resolve(Integer.toString(i)));
        }
        return claimed;
    }

    private void claimOne(Path dir) {
        Path file = dir.resolve(NAME);
        boolean isThere = Files.exists(file);
        if (own.isEmpty() || isThere) {
            DirectoryLock.Attempt attempt = DirectoryLock.attempt(dir, OWNER);
            if (attempt instanceof DirectoryLock.Attempt.Held held) {
                hold(new Held(file, held.lock()));
            } else if (attempt instanceof DirectoryLock.Attempt.Refused refused) {
                refusal = refused.reason();
            }
        }
        if (isThere) {
            files.add(file);
        }
    }

    private void hold(Held held) {
        if (own.isEmpty()) {
            own = Optional.of(held);
        } else {
            idle.add(held);
        }
    }

    /** All that are there, that which was written last at the end. */
    List<Path> toRead() {
        return files.stream().sorted(Comparator.comparing(PurgeFiles::written)).toList();
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /** @throws IOException if there is none; the message says why */
    Path own() throws IOException {
        return own.orElseThrow(() -> new IOException(refusal)).file();
    }

    /** To be called when what the others have left is in {@link #own}. */
    void takenOver() {
        for (Held left : idle) {
            try {
                Files.deleteIfExists(left.file());
            } catch (IOException stays) {
                LOG.log(Level.DEBUG, "It is read again at the next start", stays);
            }
        }
        idle.forEach(PurgeFiles::release);
        idle.clear();
    }

    private static void release(Held held) {
        try {
            held.lock().close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The lock beside " + held.file() + " could not be released", failure);
        }
    }

    @Override
    public void close() {
        idle.forEach(PurgeFiles::release);
        idle.clear();
        own.ifPresent(PurgeFiles::release);
        own = Optional.empty();
    }
}
