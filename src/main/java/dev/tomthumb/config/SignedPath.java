package dev.tomthumb.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Paths that only a signed URL or signed cookies open.
 *
 * @param pattern which
 * @param keys whose signatures count; several while one is being replaced by another
 */
public record SignedPath(PathPattern pattern, List<KeyFile> keys) {
    public SignedPath {
        keys = List.copyOf(keys);
    }

    /**
     * One public key.
     *
     * @param id what CloudFront calls the key, {@code Key-Pair-Id} in a signed URL
     * @param file its PEM
     */
    public record KeyFile(String id, Path file) {
        /** As written. */
        @Override
        public String toString() {
            return id + ":" + file;
        }
    }

    /** As written. */
    @Override
    public String toString() {
        return pattern + " = " + keys.stream().map(KeyFile::toString).collect(Collectors.joining(", "));
    }
}
