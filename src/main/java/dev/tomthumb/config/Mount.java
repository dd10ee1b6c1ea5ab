package dev.tomthumb.config;

import dev.tomthumb.model.SourceRef;
import java.util.Optional;

/**
 * A part of the web application's paths whose originals lie elsewhere.
 *
 * @param prefix begins with {@code /}; ends with {@code /} unless it is exactly one path
 * @param base what {@code prefix} stands for; its location ends with {@code /} if {@code prefix} does
 */
public record Mount(String prefix, SourceRef base) {
    /** The scheme of originals made by one of the host application's own pages, always under its own path. */
    public static final String DISPATCH = "dispatch";

    /** Whether the prefix is one path and not everything below it. */
    public boolean exact() {
        return !prefix.endsWith("/");
    }

    /** Whether the mount reaches {@code path}, the container's own reading relative to the context. */
    public boolean covers(String path) {
        return exact() ? path.equals(prefix) : path.startsWith(prefix) && path.length() > prefix.length();
    }

    /**
     * The original at {@code path}, the container's own reading relative to the context; empty if the mount does not
     * reach there. The mount's directory itself is no original.
     */
    public Optional<SourceRef> original(String path) {
        if (!covers(path)) {
            return Optional.empty();
        }
        return Optional.of(
                exact() ? base : new SourceRef(base.scheme(), base.location() + path.substring(prefix.length())));
    }

    /** As an operator writes it. */
    @Override
    public String toString() {
        return prefix + " = " + base;
    }
}
