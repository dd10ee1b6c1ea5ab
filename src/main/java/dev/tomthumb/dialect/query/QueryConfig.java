package dev.tomthumb.dialect.query;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the query language is spoken here.
 *
 * @param mounts paths whose originals lie elsewhere; the longest path that covers a request wins
 * @param hostFiles whether images of the host application itself can be asked for in other sizes
 * @param key the secret that signed URLs are made with, one character or more; empty = {@code s} means nothing
 * @param ladder the sizes of unsigned URLs
 * @param maxUrlLength characters of path and query together
 */
public record QueryConfig(
        List<Mount> mounts, boolean hostFiles, Optional<String> key, SizeLadder ladder, int maxUrlLength) {
    /** What applies when nothing is set. */
    public static final int DEFAULT_MAX_URL_LENGTH = 8192;

    /** @throws IllegalArgumentException for an empty key, or two mounts of one path */
    public QueryConfig {
        mounts = mounts.stream()
                .sorted(Comparator.comparingInt((Mount mount) -> mount.prefix().length())
                        .reversed())
                .toList();
        if (mounts.stream().map(Mount::prefix).distinct().count() != mounts.size()) {
            throw new IllegalArgumentException("two mounts have the same path");
        }
        if (key.isPresent() && key.get().isEmpty()) {
            throw new IllegalArgumentException("a signing key has at least one character");
        }
    }

    /** Unsigned, with the default ladder. */
    public static QueryConfig of(List<Mount> mounts, boolean hostFiles) {
        return new QueryConfig(mounts, hostFiles, Optional.empty(), SizeLadder.DEFAULT, DEFAULT_MAX_URL_LENGTH);
    }

    /** The same with a key. */
    public QueryConfig withKey(String secret) {
        return new QueryConfig(mounts, hostFiles, Optional.of(secret), ladder, maxUrlLength);
    }

    /** The same with another ladder. */
    public QueryConfig withLadder(SizeLadder other) {
        return new QueryConfig(mounts, hostFiles, key, other, maxUrlLength);
    }

    Optional<Mount> mount(String path) {
        return mounts.stream().filter(mount -> mount.covers(path)).findFirst();
    }

    Optional<QuerySignature> signature() {
        return key.map(secret -> new QuerySignature(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "QueryConfig[mounts=" + mounts + ", hostFiles=" + hostFiles + ", signed=" + key.isPresent() + ", ladder="
                + ladder.steps() + ", maxUrlLength=" + maxUrlLength + "]";
    }
}
