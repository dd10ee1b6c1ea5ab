package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code /private/* = K2JCJMDEHXQW5F:/etc/tomthumb/one.pem, K3D5EWEUDCCXON:/etc/tomthumb/two.pem; …}. */
final class SignedPathReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_\\-]{1,128}");
    private static final SettingReader<Path> FILE = Readers.absolutePath("a PEM file");
    /** The pages for operators have a door of their own. */
    private static final String OPERATORS = "/tomthumb";

    private SignedPathReader() {}

    static SettingReader<List<SignedPath>> list() {
        return SettingReader.of(
                "`/private/* = K2JCJMDEHXQW5F:/etc/tomthumb/public.pem`, several keys separated by commas, several "
                        + "paths by `;` or line ends, or `off` for none",
                SignedPathReader::paths);
    }

    private static List<SignedPath> paths(String text) throws UnreadableException {
        List<SignedPath> paths = new ArrayList<>();
        for (String entry : Readers.parts(text, "[;\\r\\n]")) {
            SignedPath path = path(entry);
            for (SignedPath earlier : paths) {
                requireReached(path.pattern(), earlier.pattern());
            }
            paths.add(path);
        }
        return List.copyOf(paths);
    }

    private static void requireReached(PathPattern later, PathPattern earlier) throws UnreadableException {
        boolean same = later.text().equals(earlier.text());
        if (same
                || earlier.text().endsWith("/*") && earlier.matches(later.text().replaceFirst("/\\*$", ""))) {
            throw new UnreadableException(
                    same
                            ? later + " is given twice; its keys are separated by commas"
                            : later + " is never reached: " + earlier + " stands before it");
        }
    }

    private static SignedPath path(String entry) throws UnreadableException {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw about(entry, "has no = between path and keys");
        }
        PathPattern pattern = PathPattern.read(entry.substring(0, equals).strip());
        if (pattern.text().equals(OPERATORS) || pattern.text().startsWith(OPERATORS + "/")) {
            throw about(pattern.text(), "belongs to the pages for operators, which have a token of their own");
        }
        List<SignedPath.KeyFile> keys = new ArrayList<>();
        for (String part : Readers.parts(entry.substring(equals + 1).strip(), ",")) {
            SignedPath.KeyFile key = key(part);
            if (keys.stream().anyMatch(earlier -> earlier.id().equals(key.id()))) {
                throw about(key.id(), "is given twice for " + pattern);
            }
            keys.add(key);
        }
        if (keys.isEmpty()) {
            throw about(entry, "names no key, so that nothing could be opened");
        }
        return new SignedPath(pattern, keys);
    }

    /** Only the first colon separates: a path on Windows has one of its own. */
    private static SignedPath.KeyFile key(String part) throws UnreadableException {
        int colon = part.indexOf(':');
        if (colon < 0) {
            throw about(part, "has no : between a key's id and its file");
        }
        String id = part.substring(0, colon).strip();
        if (!ID.matcher(id).matches()) {
            throw about(id, "is no key's id such as K2JCJMDEHXQW5F");
        }
        return new SignedPath.KeyFile(id, FILE.read(part.substring(colon + 1).strip()));
    }
}
