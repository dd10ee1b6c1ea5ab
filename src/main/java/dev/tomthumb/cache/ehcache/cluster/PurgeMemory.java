package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.Invalidation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of purges, in a file below its cache directory: a line {@code P <}{@link PurgeLine}{@code >} for each, and
 * a line {@code @ <generation> <count>} whenever it has read on in the server's log. It outlives the node; and the server's
 * log, which lies in memory, is written anew from the files of all nodes when the server has lost it.
 *
 * <p>Lines are only appended; at a start, and when there are many, the file is written anew with what still counts: the last
 * {@value #KEPT} purges of the last 30 days, and nothing that a later purge of everything covers. Each context has a file of
 * its own: see {@link PurgeFiles}.
 *
 * <p>Safe for all threads. A file that cannot be written is told of once; then the node remembers only while it lives.
 */
final class PurgeMemory implements AutoCloseable {
    /** Purges kept. */
    static final int KEPT = 10_000;
    /** How long a purge is kept. */
    static final Duration AGE = Duration.ofDays(30);

    private static final Logger LOG = System.getLogger(PurgeMemory.class.getName());
    private static final int LINES_BEFORE_REWRITE = 4 * KEPT;
    private static final long LARGEST_FILE = 64L << 20;

    private final PurgeFiles files;
    private final Path dir;
    private final Map<String, PurgeLine> lines = new LinkedHashMap<>();
    private PurgePlace place = PurgePlace.NOWHERE;
    private @Nullable FileChannel channel;
    private int written;
    private boolean told;

    private PurgeMemory(Path dir, PurgeFiles files) {
        this.dir = dir;
        this.files = files;
    }

    /**
     * What the files say; nothing where there are none. Never fails.
     *
     * @param dir theirs alone
     */
    static PurgeMemory open(Path dir, Instant now) {
        PurgeMemory memory = new PurgeMemory(dir, PurgeFiles.claim(dir));
        synchronized (memory) {
            memory.readFiles();
            memory.forgetOld(now);
            if (memory.rewrite()) {
                memory.files.takenOver();
            }
        }
        return memory;
    }

    /** Whether this purge is known. */
    synchronized boolean knows(String id) {
        return lines.containsKey(id);
    }

    /** All that are known, oldest first. */
    synchronized List<PurgeLine> all() {
        return List.copyOf(lines.values());
    }

    /** Where the node was in the server's log. */
    synchronized PurgePlace place() {
        return place;
    }

    /**
     * Remembers purges, on the device when this returns.
     *
     * @return whether they are in the file
     */
    synchronized boolean add(Collection<PurgeLine> purges, Instant now) {
        StringBuilder text = new StringBuilder();
        for (PurgeLine purge : purges) {
            lines.put(purge.id(), purge);
            text.append("P ").append(purge.text()).append('\n');
        }
        boolean isWritten = append(text.toString(), purges.size(), true);
        if (written > LINES_BEFORE_REWRITE || lines.size() > 2 * KEPT) {
            forgetOld(now);
            rewrite();
        }
        return isWritten;
    }

    /** Remembers how far the server's log has been obeyed. */
    synchronized void reached(PurgePlace reached) {
        if (!reached.equals(place)) {
            place = reached;
            append(line(reached), 1, false);
        }
    }

    private static String line(PurgePlace place) {
        return "@ " + place.generation() + ' ' + place.count() + '\n';
    }

    /** The place is that of the file that was written last, by whoever had the caches last. */
    private void readFiles() {
        List<Path> all = files.toRead();
        all.forEach(this::readFile);
        if (all.size() > 1) {
            List<PurgeLine> byTime = new ArrayList<>(lines.values());
            byTime.sort(Comparator.comparing(PurgeLine::at));
            lines.clear();
            byTime.forEach(line -> lines.put(line.id(), line));
        }
    }

    private void readFile(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(file + " is larger than it can be");
            }
            // What follows the last line's end was being written when somebody pulled the plug.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::readLine);
        } catch (IOException unreadable) {
            tell(unreadable);
        }
    }

    private void readLine(String line) {
        if (line.startsWith("P ")) {
            PurgeLine.read(line.substring(2)).ifPresent(purge -> lines.put(purge.id(), purge));
        } else if (line.startsWith("@ ")) {
            readPlace(line.split(" ", -1)).ifPresent(read -> place = read);
        }
    }

    private static Optional<PurgePlace> readPlace(String[] words) {
        try {
            return words.length == 3
                    ? Optional.of(new PurgePlace(Long.parseLong(words[1]), Long.parseLong(words[2])))
                    : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private void forgetOld(Instant now) {
        List<PurgeLine> all = new ArrayList<>(lines.values());
        int first = Math.max(0, all.size() - KEPT);
        for (int i = all.size() - 1; i > first; i--) {
            if (all.get(i).what() instanceof Invalidation.Everything) {
                first = i;
            }
        }
        Instant oldest = now.minus(AGE);
        lines.clear();
        for (PurgeLine purge : all.subList(first, all.size())) {
            if (purge.at().isAfter(oldest)) {
                lines.put(purge.id(), purge);
            }
        }
    }

    /** @return whether all is in the file */
    private boolean rewrite() {
        StringBuilder text = new StringBuilder(line(place));
        lines.values().forEach(purge -> text.append("P ").append(purge.text()).append('\n'));
        closeChannel();
        try {
            Path file = files.own();
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try (FileChannel out = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeAll(out, text.toString());
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            channel = FileChannel.open(file, StandardOpenOption.APPEND);
            written = lines.size() + 1;
            return true;
        } catch (IOException unwritable) {
            tell(unwritable);
            return false;
        }
    }

    private boolean append(String text, int number, boolean force) {
        FileChannel out = channel;
        if (out == null) {
            return false;
        }
        try {
            writeAll(out, text);
            if (force) {
                out.force(false);
            }
            written += number;
            return true;
        } catch (IOException unwritable) {
            tell(unwritable);
            return false;
        }
    }

    private static void writeAll(FileChannel out, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void tell(IOException failure) {
        if (!told) {
            told = true;
            LOG.log(
                    Level.WARNING,
                    "Purges cannot be remembered in " + dir
                            + "; those that come while this node is down may be missed.",
                    failure);
        }
    }

    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException failure) {
            tell(failure);
        }
    }

    @Override
    public synchronized void close() {
        closeChannel();
        files.close();
    }
}
