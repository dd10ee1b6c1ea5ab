package dev.tomthumb.codec.vips;

import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where libvips is looked for. */
final class LibvipsFile {
    private LibvipsFile() {}

    /**
     * Opens the library at a path, or the first of the usual ones.
     *
     * @throws VipsException if it cannot be used
     * @throws LinkageError if there is none, or no JNA
     */
    static Vips open(Optional<Path> path) throws VipsException {
        if (path.isPresent()) {
            return Vips.open(path.get().toString());
        }
        List<String> names = usual();
        for (String name : names.subList(0, names.size() - 1)) {
            try {
                return Vips.open(name);
            } catch (UnsatisfiedLinkError missing) {
                // The next one may be there; the last one's error is told.
            }
        }
        return Vips.open(names.get(names.size() - 1));
    }

    /** 42 is the version of libvips 8's interface. Systems without headers have the library under that name only. */
    private static List<String> usual() {
        if (Platform.isWindows()) {
            return List.of("libvips-42.dll");
        }
        return Platform.isMac()
                ? List.of("/opt/homebrew/lib/libvips.42.dylib", "/usr/local/lib/libvips.42.dylib", "libvips.42.dylib")
                : List.of("libvips.so.42");
    }
}
