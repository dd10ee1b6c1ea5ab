package dev.tomthumb;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.UrlPaths;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import java.util.List;
import java.util.Optional;

/**
 * Which paths are read in imgproxy's language: those below its prefix, but for what has a longer path of its own. That
 * can only be so where the prefix is {@code /}: no mount lies below another one.
 *
 * @param prefix begins and ends with a slash
 * @param mounts all of them
 */
record ImgproxyPaths(String prefix, List<Mount> mounts) {
    /** Where everything begins: there the language has neighbours. */
    private static final String ROOT = "/";
    /** What browsers and certificate authorities ask every host for. */
    private static final String ICON = "/favicon.ico";

    private static final String WELL_KNOWN = "/.well-known/";

    ImgproxyPaths {
        mounts = List.copyOf(mounts);
    }

    /** @param path as the container reads it, relative to the context */
    boolean include(String path) {
        return path.startsWith(prefix) && !isOfOthers(path);
    }

    private boolean isOfOthers(String path) {
        return prefix.equals(ROOT) && (UrlPaths.isOfOperators(path) || isOfTheHost(path) || isMounted(path));
    }

    private static boolean isOfTheHost(String path) {
        return path.equals(ROOT) || path.equals(ICON) || path.startsWith(WELL_KNOWN);
    }

    private boolean isMounted(String path) {
        return mounts.stream().anyMatch(mount -> path.equals(mount.prefix()) || mount.covers(path));
    }

    /** {@code imgproxy} for these paths alone. */
    Dialect limit(Dialect imgproxy) {
        return prefix.equals(ROOT) ? new Limited(imgproxy, this) : imgproxy;
    }

    /** A language that leaves to others what is theirs. */
    private record Limited(Dialect dialect, ImgproxyPaths paths) implements Dialect {
        @Override
        public String name() {
            return dialect.name();
        }

        @Override
        public boolean claims(RequestUrl url) {
            return paths.include(url.path()) && dialect.claims(url);
        }

        @Override
        public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
            return dialect.parse(url);
        }
    }
}
