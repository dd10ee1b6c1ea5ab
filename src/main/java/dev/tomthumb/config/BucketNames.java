package dev.tomthumb.config;

import java.util.Set;

/**
 * The buckets a URL may name.
 *
 * @param all whether every bucket may be named
 * @param names the buckets that may be, if not all
 */
public record BucketNames(boolean all, Set<String> names) {
    /** S3's rule for names, a little wider so that other vendors' buckets pass. */
    static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._\\-]{1,253}";

    /** The same in words. */
    static final String RULE = "2 to 254 letters, digits, dots, hyphens and underscores, a letter or digit first";

    public BucketNames {
        names = Set.copyOf(names);
    }

    static SettingReader<BucketNames> reader() {
        SettingReader<java.util.List<String>> list = Readers.listOf("names of buckets", name -> {
            if (!name.matches(PATTERN)) {
                throw UnreadableException.about(name, "cannot be a bucket's name");
            }
            return name;
        });
        return SettingReader.of(
                list.accepted() + ", or `*` for all",
                text -> text.equals("*")
                        ? new BucketNames(true, Set.of())
                        : new BucketNames(
                                false,
                                Set.copyOf(list.read(text).stream().distinct().toList())));
    }

    /** Whether a URL may name {@code bucket}. */
    public boolean allows(String bucket) {
        return all || names.contains(bucket);
    }
}
