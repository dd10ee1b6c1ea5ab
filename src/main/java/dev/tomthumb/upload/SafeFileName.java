package dev.tomthumb.upload;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * A name under which a stranger's file can be stored, linked to and written into a page without a second thought: letters
 * and digits of any script, {@code _} and {@code -}, one dot, in Unicode's NFC. There is no directory in it, nothing that
 * HTML, a URL, {@code srcset} or a shell gives a meaning to, and no name that is a device on Windows.
 */
final class SafeFileName {
    /** Of a name whose every character was refused. */
    private static final String NAMELESS = "picture";

    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private SafeFileName() {}

    /**
     * The safe name.
     *
     * @param submitted as the sender has it: a path of Windows or Unix, too long, or empty
     * @param extension of the format found in the file; what the sender gave is taken off
     * @param maxBytes of the whole name in UTF-8
     */
    static String of(String submitted, String extension, int maxBytes) {
        String stem = tidy(stem(lastPart(submitted)));
        if (stem.isEmpty()) {
            stem = NAMELESS;
        }
        if (DEVICES.contains(stem.toLowerCase(Locale.ROOT))) {
            stem = "_" + stem;
        }
        return shortened(stem, maxBytes - extension.length() - 1) + "." + extension;
    }

    /** {@code 2} before the dot for the second file of a name; not longer than {@code maxBytes}. */
    static String numbered(String name, int number, int maxBytes) {
        int dot = name.lastIndexOf('.');
        String end = "-" + number + name.substring(dot);
        return shortened(name.substring(0, dot), maxBytes - end.length()) + end;
    }

    private static String lastPart(String submitted) {
        return submitted.substring(Math.max(submitted.lastIndexOf('/'), submitted.lastIndexOf('\\')) + 1);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Runs of anything else become one hyphen; invisible characters nothing at all. */
    private static String tidy(String stem) {
        StringBuilder tidy = new StringBuilder();
        Normalizer.normalize(stem, Normalizer.Form.NFC).codePoints().forEach(c -> {
            if (isKept(c, tidy.length() > 0 && tidy.charAt(tidy.length() - 1) != '-')) {
                tidy.appendCodePoint(c);
            } else if (!isInvisible(c) && tidy.length() > 0 && tidy.charAt(tidy.length() - 1) != '-') {
                tidy.append('-');
            }
        });
        // What was taken out may have kept two characters apart that are one together.
        return trimmed(Normalizer.normalize(tidy, Normalizer.Form.NFC));
    }

    /** A mark belongs to the letter before it and means nothing without one. */
    private static boolean isKept(int c, boolean behindLetter) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> behindLetter;
            default -> Character.isLetterOrDigit(c) || c == '_';
        };
    }

    /** Directions of writing, joiners, controls, and halves of characters. */
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String trimmed(String stem) {
        int to = stem.length();
        while (to > 0 && stem.charAt(to - 1) == '-') {
            to--;
        }
        return stem.substring(0, to);
    }

    /** As many whole characters as fit, with the marks they carry. */
    private static String shortened(String stem, int maxBytes) {
        int bytes = 0;
        int end = 0;
        for (int at = 0; at < stem.length(); ) {
            int c = stem.codePointAt(at);
            bytes += new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxBytes) {
                String shorter = trimmed(stem.substring(0, end));
                return shorter.isEmpty() ? NAMELESS : shorter;
            }
            at += Character.charCount(c);
            if (at == stem.length() || !isMark(stem.codePointAt(at))) {
                end = at;
            }
        }
        return stem;
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }
}
