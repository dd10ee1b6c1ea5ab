package dev.tomthumb.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.Optional;

/**
 * In which letters this JVM names files. On Unix it takes them from the locale it was started with, and services are
 * often started without one: what has other letters is then no file for it.
 */
public final class FileNames {
    private static final String CURE = " Start Tomcat with LC_ALL=C.UTF-8 in its environment.";

    private FileNames() {}

    /** What is wrong with the locale of this JVM, with its cure; empty if names of any script are names of files. */
    public static Optional<String> warning() {
        return warning(System.getProperty("sun.jnu.encoding", ""), System.getProperty("os.name", ""));
    }

    /**
     * @param encoding of file names, as the JVM says it; empty = it does not
     * @param system Windows asks its files by Unicode, whatever this says
     */
    static Optional<String> warning(String encoding, String system) {
        boolean any = encoding.isEmpty()
                || encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())
                || encoding.equalsIgnoreCase("UTF8")
                || system.toLowerCase(Locale.ROOT).startsWith("windows");
        return any
                ? Optional.empty()
                : Optional.of(
                        "This JVM names files in " + encoding + " (sun.jnu.encoding): Korean and other names outside of"
                                + " that are 404 or a grey box, for Tomcat itself as well, and uploads of such names are not"
                                + " stored." + CURE);
    }

    /** What is said of a name that this JVM cannot give to a file. */
    public static String unnameable(InvalidPathException refused) {
        return "The name \"" + refused.getInput() + "\" cannot be that of a file here, because this JVM names files in "
                + System.getProperty("sun.jnu.encoding", "another encoding") + " (sun.jnu.encoding)." + CURE;
    }
}
