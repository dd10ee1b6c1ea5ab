package dev.tomthumb.source.directory;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a {@code local:} location, made a path that stays below whatever it is resolved against. */
final class LocalPath {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern RESERVED = Pattern.compile(
            "(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\\$|conout\\$)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    private LocalPath() {}

    /**
     * @param location {@code ///path}; repeated slashes are one, as in every file system
     * @param windows whether names that Windows gives to devices are refused
     * @throws ImageException {@code SOURCE_FORBIDDEN} for a text that could leave the directory or is no path,
     *     {@code ORIGINAL_MISSING} for one that names a directory
     */
    static Path read(String location, boolean windows) throws ImageException {
        if (!location.startsWith("///")) {
            throw forbidden("A local source is written local:///path.");
        }
        String path = location.substring(3);
        if (path.isEmpty() || path.endsWith("/")) {
            throw new ImageException(
                    Problem.ORIGINAL_MISSING, "The local source names a directory, and directories are not listed.");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(checked(segment, windows));
            }
        }
        return joined(segments);
    }

    private static String checked(String segment, boolean windows) throws ImageException {
        if (segment.equals(".") || segment.equals("..")) {
            throw forbidden("A local source has no . or .. segments.");
        }
        if (segment.chars().anyMatch(c -> c == '\\' || c < ' ' || c == 0x7f)) {
            throw forbidden("A local source has no backslashes and no control characters.");
        }
        if (DRIVE.matcher(segment).matches()) {
            throw forbidden("A local source has no drive letters.");
        }
        if (windows && (RESERVED.matcher(segment).matches() || segment.endsWith(".") || segment.endsWith(" "))) {
            throw forbidden("A local source has no names that Windows reserves.");
        }
        return segment;
    }

    private static Path joined(List<String> segments) throws ImageException {
        try {
            return Path.of("", segments.toArray(String[]::new));
        } catch (InvalidPathException e) {
            // The JVM's file name encoding follows the locale, and services are often started without one.
            throw new ImageException(
                    Problem.SOURCE_FORBIDDEN,
                    "This server cannot express the name in its file name encoding; started with LC_ALL=C.UTF-8 it can.",
                    e);
        }
    }

    private static ImageException forbidden(String sentence) {
        return new ImageException(Problem.SOURCE_FORBIDDEN, sentence);
    }
}
