package dev.tomthumb.cache.disk;

import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files are ours, by their names: eight or more digits and what they are. */
final class StoreFile {
    private static final Pattern NAME = Pattern.compile("(\\d{8,10})(\\.seg|\\.idx)");
    private static final String ASIDE = ".set-aside";

    /** No store gets that far; a file with a higher number is not ours, and would use up the numbers. */
    static final int LARGEST_NUMBER = 1 << 30;

    private StoreFile() {}

    /** The number in the name of a segment or an index; empty for other files. */
    static OptionalInt number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        try {
            int number = name.matches() ? Integer.parseInt(name.group(1)) : Integer.MAX_VALUE;
            return number <= LARGEST_NUMBER ? OptionalInt.of(number) : OptionalInt.empty();
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

    /** The name under which a file is kept that we cannot use: none of those that others have. */
    static Path aside(Path file, Collection<Path> others) {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        for (int i = 2; others.contains(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + "." + i + ASIDE);
        }
        return aside;
    }
}
