package dev.tomthumb.cache.disk;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files are ours, by their names: eight or more digits and what they are. */
final class StoreFile {
    private static final Pattern NAME = Pattern.compile("(\\d{8,10})(\\.seg|\\.idx)");
    private static final String ASIDE = ".set-aside";

    private StoreFile() {}

    /** The number in the name of a segment or an index; empty for other files. */
    static OptionalInt number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        try {
            return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
        } catch (NumberFormatException notOurs) {
            return OptionalInt.empty();
        }
    }

    static boolean isSegment(Path file) {
        return number(file).isPresent() && file.toString().endsWith(Segment.SUFFIX);
    }

    static boolean isIndex(Path file) {
        return number(file).isPresent() && file.toString().endsWith(SegmentIndex.SUFFIX);
    }

    /** The name under which a file is kept that we cannot use. */
    static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ASIDE);
    }
}
