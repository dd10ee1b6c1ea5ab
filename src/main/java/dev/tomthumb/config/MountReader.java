package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import dev.tomthumb.model.SourceRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code /photos/ = s3://bucket/originals/; /image.jsp = dispatch:/image.jsp}. */
final class MountReader {
    private static final Set<String> SCHEMES = Set.of("s3", "http", "https", "local", Mount.DISPATCH);

    private MountReader() {}

    static SettingReader<List<Mount>> list() {
        return SettingReader.of(
                "`/photos/ = s3://bucket/originals/`, several separated by `;` or line ends; the source is `s3://bucket/…`, "
                        + "`https://host/…`, `local:///…`, or `dispatch:` and the mount's own path",
                MountReader::mounts);
    }

    private static List<Mount> mounts(String text) throws UnreadableException {
        List<Mount> mounts = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (String entry : Readers.parts(text, "[;\\r\\n]")) {
            try {
                Mount mount = mount(entry);
                mounts.add(mount);
                requireApart(mounts);
            } catch (UnreadableException mistake) {
                mistakes.add(String.valueOf(mistake.getMessage()));
            }
        }
        if (!mistakes.isEmpty()) {
            // All of them, or each would show itself after the last one was mended.
            throw new UnreadableException(String.join("; ", mistakes));
        }
        return List.copyOf(mounts);
    }

    /** The last one from all others. */
    private static void requireApart(List<Mount> mounts) throws UnreadableException {
        Mount last = mounts.get(mounts.size() - 1);
        for (Mount earlier : mounts.subList(0, mounts.size() - 1)) {
            requireApart(earlier, last);
        }
    }

    private static void requireApart(Mount one, Mount other) throws UnreadableException {
        if (one.prefix().equals(other.prefix())) {
            throw new UnreadableException(one.prefix() + " is mounted twice");
        }
        boolean overlap = one.prefix().startsWith(other.prefix()) && !other.exact()
                || other.prefix().startsWith(one.prefix()) && !one.exact();
        if (overlap) {
            throw new UnreadableException(one.prefix() + " and " + other.prefix() + " overlap");
        }
    }

    private static Mount mount(String entry) throws UnreadableException {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw about(entry, "has no = between path and source");
        }
        String prefix = UrlPaths.require(entry.substring(0, equals).strip());
        String source = entry.substring(equals + 1).strip();
        int colon = source.indexOf(':');
        String scheme = colon < 0 ? "" : source.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw about(source, "begins with none of the known schemes");
        }
        return new Mount(prefix, new SourceRef(scheme, location(prefix, scheme, source.substring(colon + 1), source)));
    }

    private static String location(String prefix, String scheme, String rest, String source)
            throws UnreadableException {
        return switch (scheme) {
            case Mount.DISPATCH -> page(prefix, rest, source);
            case "local" -> localDirectory(directory(prefix, rest), source);
            case "s3" -> bucket(directory(prefix, rest), source);
            default -> webDirectory(directory(prefix, rest), scheme, source);
        };
    }

    private static String directory(String prefix, String rest) throws UnreadableException {
        if (!prefix.endsWith("/")) {
            throw about(prefix, "does not end with / (only a dispatch: page is mounted on one exact path)");
        }
        return rest.endsWith("/") ? rest : rest + "/";
    }

    /** The host's filters and constraints guard a page on its own path and nowhere else. */
    private static String page(String prefix, String path, String source) throws UnreadableException {
        if (!path.equals(prefix)) {
            throw about(source, "must name the same path as the mount, " + prefix);
        }
        return path;
    }

    private static String localDirectory(String location, String source) throws UnreadableException {
        if (!location.startsWith("///")) {
            throw about(source, "does not begin with local:///");
        }
        requireNoDots(location, source);
        return location;
    }

    private static String bucket(String location, String source) throws UnreadableException {
        if (!location.startsWith("//")) {
            throw about(source, "does not begin with s3:// and a bucket's name");
        }
        if (!location.matches("//" + BucketNames.PATTERN + "/.*")) {
            throw about(source, "names no bucket: the name of one has " + BucketNames.RULE);
        }
        return location;
    }

    private static String webDirectory(String location, String scheme, String source) throws UnreadableException {
        URI uri;
        try {
            uri = new URI(scheme + ":" + location);
        } catch (URISyntaxException e) {
            throw about(source, "is not a URL");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new UnreadableException("a web source has a host and no user name");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw about(source, "has a query or fragment, so nothing can be appended to it");
        }
        // A location is percent-decoded once; see SourceRef.
        String decoded = "//" + uri.getRawAuthority() + uri.getPath();
        requireNoDots(decoded, source);
        return decoded;
    }

    private static void requireNoDots(String location, String source) throws UnreadableException {
        if (location.contains("/../") || location.contains("/./")) {
            throw about(source, "has a . or .. segment");
        }
    }
}
