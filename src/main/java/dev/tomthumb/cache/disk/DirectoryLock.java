package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Properties;

/**
 * One holder for a cache directory, among the web applications of this JVM (parallel deployment) and among JVMs.
 *
 * <p>{@code tomthumb.lock} carries the operating system's lock, which ends with its process however that ends;
 * {@code owner.txt} says in words who holds it.
 *
 * <p>The words are read first, and a directory held by this very JVM is not touched any further: on POSIX, closing
 * <em>any</em> channel of a file drops all of the process's locks on it, so that merely trying would open the directory
 * to other JVMs. A process is recognised by its number and its start, as in a container every JVM is number 1.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DirectoryLock.class.getName());
    private static final String LOCK = "tomthumb.lock";
    private static final String OWNER = "owner.txt";

    private final Path dir;
    private final FileChannel channel;

    private DirectoryLock(Path dir, FileChannel channel) {
        this.dir = dir;
        this.channel = channel;
    }

    /** Whether the file is one of the lock's own. */
    static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.equals(LOCK) || name.equals(OWNER);
    }

    /** How an attempt ended. */
    public sealed interface Attempt {
        /** The directory is ours until {@link DirectoryLock#close}. */
        record Held(DirectoryLock lock) implements Attempt {}

        /** It is not, because of {@code reason}: the rest of a sentence. */
        record Refused(String reason) implements Attempt {}
    }

    /**
     * Tries to take {@code dir}, making it if need be.
     *
     * @param owner who asks, for others to read: the context's name
     */
    public static Attempt attempt(Path dir, String owner) {
        try {
            Files.createDirectories(dir);
            Properties holder = holder(dir);
            return isThisJvm(holder) ? refusedTo(holder, dir) : tryToTake(dir, owner);
        } catch (FileAlreadyExistsException | NotDirectoryException file) {
            return new Attempt.Refused(dir + " is not a directory");
        } catch (IOException | SecurityException unusable) {
            return new Attempt.Refused(dir + " cannot be written (" + unusable + ")");
        }
    }

    /**
     * Takes {@code dir}.
     *
     * @throws IOException if it is held or cannot be written; the message says by whom and why
     */
    static DirectoryLock take(Path dir, String owner) throws IOException {
        Attempt attempt = attempt(dir, owner);
        if (attempt instanceof Attempt.Refused refused) {
            throw new IOException(refused.reason());
        }
        return ((Attempt.Held) attempt).lock();
    }

    private static Attempt tryToTake(Path dir, String owner) throws IOException {
        FileChannel channel = FileChannel.open(dir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return refusedTo(holder(dir), dir);
            }
            write(dir, owner);
            taken = true;
            return new Attempt.Held(new DirectoryLock(dir, channel));
        } catch (OverlappingFileLockException sameMoment) {
            return refusedTo(holder(dir), dir);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Gives the directory back; the words go first, for whoever reads them must find the lock still held. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(dir.resolve(OWNER));
        } finally {
            channel.close();
        }
    }

    /** On a full disk there are no words; the lock holds all the same. */
    private static void write(Path dir, String owner) {
        try {
            Files.writeString(
                    dir.resolve(OWNER),
                    "owner=" + owner.replace("\\", "\\\\") + "\npid=" + pid() + "\nstarted=" + started() + "\nsince="
                            + Instant.now() + "\n");
        } catch (IOException full) {
            LOG.log(Level.WARNING, "The holder of {0} cannot be written down: {1}", dir, full);
        }
    }

    private static Properties holder(Path dir) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(dir.resolve(OWNER))) {
            words.load(in);
        } catch (NoSuchFileException | IllegalArgumentException nobody) {
            words.clear();
        }
        return words;
    }

    private static boolean isThisJvm(Properties holder) {
        return pid().equals(holder.getProperty("pid")) && started().equals(holder.getProperty("started"));
    }

    private static Attempt refusedTo(Properties holder, Path dir) {
        return new Attempt.Refused(dir + " is held by "
                + holder.getProperty("owner", "another application") + " of process "
                + holder.getProperty("pid", "unknown") + " since "
                + holder.getProperty("since", "an unknown time"));
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String started() {
        return Long.toString(ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
