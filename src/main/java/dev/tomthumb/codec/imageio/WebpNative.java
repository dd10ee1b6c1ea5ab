package dev.tomthumb.codec.imageio;

import com.luciad.imageio.webp.internal.OsInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Loads webp-imageio's native library from its jar.
 *
 * <p>The library's own loader leaves its copy in the temporary directory until the JVM ends, for every deployment
 * anew and forever after a crash. Here the copy has a name of its own, so that each class loader can load one, and is
 * deleted as soon as it is loaded.
 */
final class WebpNative {
    /** Of the two jars that a host application may leave out together. */
    private static final List<String> NEEDED =
            List.of("com/luciad/imageio/webp/WebP.class", "kotlin/jvm/internal/Intrinsics.class");

    private WebpNative() {}

    /** Whether what it is loaded from is there at all. */
    static boolean isHere(ClassLoader loader) {
        return NEEDED.stream().allMatch(file -> loader.getResource(file) != null);
    }

    /**
     * @throws IOException if there is no library for this machine or no room to unpack it
     * @throws LinkageError if it does not fit this machine
     */
    static void load() throws IOException {
        String library = System.mapLibraryName("webp-imageio");
        String resource = "/native/" + OsInfo.getNativeLibFolderPathForCurrentOS() + "/" + library;
        Path copy = Files.createTempFile("tomthumb-", "-" + library);
        try {
            unpack(resource, copy);
            System.load(copy.toAbsolutePath().toString());
        } finally {
            delete(copy);
        }
    }

    private static void unpack(String resource, Path copy) throws IOException {
        try (InputStream library = OsInfo.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("webp-imageio has no library " + resource);
            }
            Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Windows keeps a loaded library's file locked; there it goes with the JVM. */
    private static void delete(Path copy) {
        try {
            Files.delete(copy);
        } catch (IOException stillLoaded) {
            copy.toFile().deleteOnExit();
        }
    }
}
