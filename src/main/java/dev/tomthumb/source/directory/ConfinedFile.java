package dev.tomthumb.source.directory;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * A regular file that lies inside a directory at the moment it is opened.
 *
 * <p>Asking for the real path and then opening it leaves a gap in which a directory on the way can be exchanged for a
 * link. Where the platform can (Linux, macOS), the real path is therefore walked from the root by handles, refusing
 * links at every step ({@code openat} with {@code O_NOFOLLOW}), so that nothing outside can be reached whatever is
 * exchanged meanwhile. Elsewhere the real path is asked for again after opening.
 *
 * <p>What Java cannot close: between the look at the file's type and its opening, someone who may write in the
 * directory can put a pipe there, and opening blocks until it is written to.
 */
final class ConfinedFile implements Closeable {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final BasicFileAttributeView view;
    private final DirectoryStream<Path> parent;
    private final SeekableByteChannel channel;

    private ConfinedFile(BasicFileAttributeView view, DirectoryStream<Path> parent, SeekableByteChannel channel) {
        this.view = view;
        this.parent = parent;
        this.channel = channel;
    }

    /**
     * @param root a real path
     * @param relative below it, without dot segments
     * @throws ImageException {@code ORIGINAL_MISSING} if there is no regular file of exactly this name, {@code
     *     SOURCE_FORBIDDEN} if links lead out of the root
     */
    static ConfinedFile open(Path root, Path relative) throws IOException, ImageException {
        return open(root, relative, Spelling.Disk.OF_SYSTEM);
    }

    /** As {@link #open(Path, Path)} on a file system that finds names in its own way. */
    static ConfinedFile open(Path root, Path relative, Spelling.Disk disk) throws IOException, ImageException {
        return openReal(root, real(root, relative, disk));
    }

    /** The second half of {@link #open}: whatever was exchanged since {@code real} was found, nothing outside opens. */
    @SuppressWarnings("StreamResourceLeak") // The directory's handle is closed with the file.
    static ConfinedFile openReal(Path root, Path real) throws IOException, ImageException {
        try {
            DirectoryStream<Path> top = Files.newDirectoryStream(root);
            return top instanceof SecureDirectoryStream<Path> secure
                    ? walk(secure, root.relativize(real))
                    : plain(top, root, real);
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // A link where the real path had none: somebody is exchanging files under us.
            throw escaped(e);
        }
    }

    private static Path real(Path root, Path relative, Spelling.Disk disk) throws IOException, ImageException {
        try {
            Path real = disk.real(root.resolve(relative));
            requireInside(root, relative, real);
            if (!new Spelling(disk).isOwn(root, relative, real)) {
                throw missing(new IOException(relative + " is spelled otherwise"));
            }
            return real;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // No such file, a file where a directory is named, a name too long, links in a circle.
            throw missing(e);
        }
    }

    private static void requireInside(Path root, Path relative, Path real) throws ImageException {
        if (!real.startsWith(root) || real.equals(root)) {
            throw escaped(new IOException(relative + " leads to " + real));
        }
    }

    /** Closes every directory on the way; the last one stays open with the file. */
    private static ConfinedFile walk(SecureDirectoryStream<Path> top, Path path) throws IOException, ImageException {
        SecureDirectoryStream<Path> directory = top;
        try {
            for (int i = 0; i < path.getNameCount() - 1; i++) {
                SecureDirectoryStream<Path> next =
                        directory.newDirectoryStream(path.getName(i), LinkOption.NOFOLLOW_LINKS);
                directory.close();
                directory = next;
            }
            Path name = path.getFileName();
            BasicFileAttributeView view =
                    directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            requireRegular(view);
            return new ConfinedFile(view, directory, directory.newByteChannel(name, READ));
        } catch (IOException | ImageException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static ConfinedFile plain(DirectoryStream<Path> top, Path root, Path real)
            throws IOException, ImageException {
        top.close();
        BasicFileAttributeView view =
                Files.getFileAttributeView(real, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        requireRegular(view);
        SeekableByteChannel channel = Files.newByteChannel(real, READ);
        try {
            real(root, root.relativize(real), Spelling.Disk.OF_SYSTEM);
            return new ConfinedFile(view, top, channel);
        } catch (IOException | ImageException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireRegular(BasicFileAttributeView view) throws IOException, ImageException {
        if (!view.readAttributes().isRegularFile()) {
            throw new ImageException(
                    Problem.ORIGINAL_MISSING, "The local source names something that is not a regular file.");
        }
    }

    /** The file's attributes now. */
    BasicFileAttributes attributes() throws IOException {
        return view.readAttributes();
    }

    /** The file from its beginning; closed with this. */
    InputStream content() {
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        try (parent) {
            channel.close();
        }
    }

    private static ImageException missing(IOException cause) {
        return new ImageException(Problem.ORIGINAL_MISSING, "There is no such local original.", cause);
    }

    private static ImageException escaped(IOException cause) {
        return new ImageException(
                Problem.SOURCE_FORBIDDEN, "The local source leads out of the directory of local originals.", cause);
    }
}
