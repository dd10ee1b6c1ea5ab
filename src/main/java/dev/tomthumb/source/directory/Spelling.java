package dev.tomthumb.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;

/**
 * Whether a file is asked for by its own name. Windows and macOS open {@code private/x.jpg} as {@code PRIVATE/x.jpg} too,
 * and Windows by short names, which no guard of the path {@code /private/*} knows.
 *
 * <p>The name of a link is its own affair, whatever it leads to. Unicode's composed and decomposed forms are one name: macOS
 * stores the other one than URLs have. Where the system itself does not tell how a name is stored (a Linux directory with
 * {@code casefold}, say), nothing is found out.
 */
final class Spelling {
    private final Disk disk;

    Spelling(Disk disk) {
        this.disk = disk;
    }

    /** What has to be known of a file system. */
    interface Disk {
        Disk OF_SYSTEM = new Disk() {
            @Override
            public Path real(Path path) throws IOException {
                return path.toRealPath();
            }

            @Override
            public boolean isLink(Path path) throws IOException {
                BasicFileAttributes found =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                // Windows has junctions beside symbolic links.
                return found.isSymbolicLink() || found.isOther();
            }
        };

        /** As {@link Path#toRealPath}, links followed. */
        Path real(Path path) throws IOException;

        /** Whether {@code path} itself leads elsewhere. */
        boolean isLink(Path path) throws IOException;
    }

    /**
     * Whether every step of {@code relative} that is no link is written as it is stored.
     *
     * @param root a real path
     * @param real where {@code relative}, below it, leads
     */
    boolean isOwn(Path root, Path relative, Path real) throws IOException {
        return same(root.relativize(real), relative) || isOwnStepByStep(root, relative);
    }

    private boolean isOwnStepByStep(Path root, Path relative) throws IOException {
        Path directory = root;
        for (Path name : relative) {
            Path step = directory.resolve(name);
            Path stored = disk.real(step);
            if (!disk.isLink(step) && !same(stored.getFileName(), name)) {
                return false;
            }
            directory = stored;
        }
        return true;
    }

    /** As text: paths of Windows are equal whatever their case. */
    private static boolean same(Path one, Path other) {
        return composed(one).equals(composed(other));
    }

    private static String composed(Path path) {
        return Normalizer.normalize(path.toString(), Normalizer.Form.NFC);
    }
}
