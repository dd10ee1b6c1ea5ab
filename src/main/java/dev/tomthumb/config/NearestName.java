package dev.tomthumb.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant: the known name with the smallest edit distance to a mistyped one. */
public final class NearestName {
    /** Longer texts are no typing mistakes; this also bounds the work a hostile name can cause. */
    private static final int LONGEST = 80;

    private NearestName() {}

    /**
     * The known name nearest to {@code wanted}, ignoring case; the first of several equally near ones.
     *
     * @param wanted what was written
     * @param known the names there are
     * @return empty when nothing is near: more than a third of the letters would have to change (at least 2 may, but only 1 of
     *     a word of three letters or fewer)
     */
    public static Optional<String> of(String wanted, Collection<String> known) {
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        String written = wanted.toLowerCase(Locale.ROOT);
        int tolerated = wanted.length() <= 3 ? 1 : Math.max(2, wanted.length() / 3);
        Optional<String> nearest = Optional.empty();
        int smallest = tolerated + 1;
        for (String name : known) {
            int distance = distance(written, name.toLowerCase(Locale.ROOT));
            // As many changes as letters would make any short name near to any other.
            if (distance < smallest && distance < Math.max(written.length(), name.length())) {
                smallest = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** Levenshtein distance: insertions, deletions and replacements of one character. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
