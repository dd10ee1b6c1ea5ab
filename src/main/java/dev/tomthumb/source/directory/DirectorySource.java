package dev.tomthumb.source.directory;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.ByteLimit;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The files below one directory, as {@code local:///path}.
 *
 * <p>A symbolic link may point anywhere inside the directory and nowhere else. Names are tried exactly as given: a name
 * stored decomposed (NFD) is found by its decomposed form only. Every directory on the way must be readable, since the
 * walk opens each one (see {@link ConfinedFile}).
 */
public final class DirectorySource implements Source {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path root;

    /** @param root the directory; it need not exist yet */
    public DirectorySource(Path root) {
        this.root = root.toAbsolutePath();
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        Path relative = LocalPath.read(ref.location(), WINDOWS);
        try (ConfinedFile file = ConfinedFile.open(realRoot(), relative)) {
            FileVersion version = FileVersion.of(relative, file.attributes());
            return version.isKnownBy(known)
                    ? new Fetched.NotModified()
                    : new Fetched.Original(
                            read(file, version, relative, room), version.validators(), Visibility.PUBLIC);
        } catch (AccessDeniedException e) {
            throw new ImageException(
                    Problem.ORIGIN_DENIED, "The server may not read this original: file permissions forbid it.", e);
        } catch (IOException e) {
            throw new ImageException(Problem.ORIGIN_FAILED, "The original could not be read from disk.", e);
        }
    }

    private Path realRoot() throws ImageException {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new ImageException(
                    Problem.ORIGIN_FAILED, "The directory of local originals (tomthumb.local.root) is not there.", e);
        }
    }

    private static byte[] read(ConfinedFile file, FileVersion version, Path relative, Room room)
            throws IOException, ImageException {
        byte[] bytes = ByteLimit.read(file.content(), OptionalLong.of(version.size()), room);
        // Half of an old picture and half of a new one must not be stored under either's validators.
        if (!FileVersion.of(relative, file.attributes()).equals(version)) {
            throw new ImageException(
                    Problem.ORIGINAL_INCOMPLETE, "The original was being written while it was read; ask again.");
        }
        return bytes;
    }
}
