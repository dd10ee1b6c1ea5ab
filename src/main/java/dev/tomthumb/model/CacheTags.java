package dev.tomthumb.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Words by which renditions are purged together, and their limits, which are CloudFront's (cache tags, quotas): at most
 * {@value #MOST} of one object, each of at most {@value #LONGEST} visible ASCII characters, compared without case. Here
 * they are always lower case.
 */
public final class CacheTags {
    /** How many one original may bring along. */
    public static final int MOST = 50;
    /** Characters of one tag. */
    public static final int LONGEST = 256;

    private CacheTags() {}

    /**
     * The tags of a field such as {@code Cache-Tag: product:42, Summer}: separated by commas, without the blanks around
     * them. What is no tag, and what comes after the {@value #MOST}th, says nothing: an original is not refused for it.
     */
    public static List<String> ofField(Optional<String> field) {
        if (field.isEmpty()) {
            return List.of();
        }
        Set<String> tags = new LinkedHashSet<>();
        for (String part : field.get().split(",", -1)) {
            String tag = part.strip();
            if (isTag(tag) && tags.size() < MOST) {
                tags.add(normal(tag));
            }
        }
        return List.copyOf(tags);
    }

    /** Both together, each once. */
    public static List<String> union(Collection<String> some, Collection<String> others) {
        if (some.isEmpty() && others.isEmpty()) {
            return List.of();
        }
        Set<String> both = new LinkedHashSet<>();
        some.forEach(tag -> both.add(normal(tag)));
        others.forEach(tag -> both.add(normal(tag)));
        return List.copyOf(both);
    }

    /** The one spelling of a tag. */
    public static String normal(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    /** Whether {@code text} can be a tag. */
    public static boolean isTag(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(CacheTags::belongs);
    }

    /** A comma would end it. */
    private static boolean belongs(int character) {
        return character >= ' ' && character < 0x7f && character != ',';
    }
}
