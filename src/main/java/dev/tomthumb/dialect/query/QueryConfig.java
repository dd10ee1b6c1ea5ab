package dev.tomthumb.dialect.query;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.SourceReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the query language is spoken here.
 *
 * @param mounts paths whose originals lie elsewhere; the longest path that covers a request wins
 * @param hostFiles whether images of the host application itself can be asked for in other sizes
 * @param key the secret that signed URLs are made with, one byte or more; empty = {@code s} means nothing
 * @param ladder the sizes of unsigned URLs
 * @param maxUrlLength characters of path and query together
 * @param options what options may do, and the presets there are
 * @param sources reads sources that presets name
 */
public record QueryConfig(
        List<Mount> mounts,
        boolean hostFiles,
        Optional<Secret> key,
        SizeLadder ladder,
        int maxUrlLength,
        OptionRules options,
        SourceReader sources) {
    /** What applies when nothing is set. */
    public static final int DEFAULT_MAX_URL_LENGTH = 8192;

    /**
     * @throws IllegalArgumentException for an empty key, two mounts of one path, or a dispatched directory under
     *     another path than its own: a visitor could then name pages past the constraints that guard them
     */
    public QueryConfig {
        mounts = mounts.stream()
                .sorted(Comparator.comparingInt((Mount mount) -> mount.prefix().length())
                        .reversed())
                .toList();
        if (mounts.stream().map(Mount::prefix).distinct().count() != mounts.size()) {
            throw new IllegalArgumentException("two mounts have the same path");
        }
        mounts.forEach(QueryConfig::requireOwnPath);
        if (key.isPresent() && key.get().bytes().length == 0) {
            throw new IllegalArgumentException("a signing key has at least one byte");
        }
    }

    private static void requireOwnPath(Mount mount) {
        boolean own = mount.base().location().equals(mount.prefix());
        boolean hosts = MountedSource.isDispatch(mount) && !mount.exact()
                || mount.base().scheme().equals(QueryDialect.WEBAPP);
        if (hosts && !own) {
            throw new IllegalArgumentException(
                    "paths of the host application are mounted as themselves, where its login guards them: "
                            + mount.prefix() + " = " + mount.base().scheme() + ":" + mount.prefix());
        }
    }

    /** Without presets. */
    public QueryConfig(
            List<Mount> mounts, boolean hostFiles, Optional<Secret> key, SizeLadder ladder, int maxUrlLength) {
        this(mounts, hostFiles, key, ladder, maxUrlLength, OptionRules.DEFAULT, SourceReader.NONE);
    }

    /** Unsigned, with the default ladder. */
    public static QueryConfig of(List<Mount> mounts, boolean hostFiles) {
        return new QueryConfig(mounts, hostFiles, Optional.empty(), SizeLadder.DEFAULT, DEFAULT_MAX_URL_LENGTH);
    }

    /** The same with presets. */
    public QueryConfig withPresets(Presets presets) {
        return new QueryConfig(mounts, hostFiles, key, ladder, maxUrlLength, options.withPresets(presets), sources);
    }

    /** The same with a key. */
    public QueryConfig withKey(Secret secret) {
        return new QueryConfig(mounts, hostFiles, Optional.of(secret), ladder, maxUrlLength, options, sources);
    }

    /** The same with another ladder. */
    public QueryConfig withLadder(SizeLadder other) {
        return new QueryConfig(mounts, hostFiles, key, other, maxUrlLength, options, sources);
    }

    /** The mount of a path, as the container reads it. */
    Optional<Mount> mount(String path) {
        return mounts.stream().filter(mount -> mount.covers(path)).findFirst();
    }

    Optional<QuerySignature> signature() {
        return key.map(secret -> new QuerySignature(secret.bytes()));
    }
}
