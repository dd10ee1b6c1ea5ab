package dev.tomthumb.cache;

import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.Rendition;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Which renditions are declared old, because what they were made from has changed or is not to be shown any more. */
public sealed interface Invalidation {
    /**
     * Whether a rendition is meant.
     *
     * @param tags those it carries
     */
    boolean means(CacheKey key, Collection<String> tags);

    /** Whether this rendition is meant, to be stored under that key. */
    default boolean means(CacheKey key, Rendition rendition) {
        return means(key, rendition.tags());
    }

    /**
     * Whether an original may be meant: whether what is known of it is to be asked for again.
     *
     * @param original its reference
     */
    default boolean mayConcern(String original) {
        return this instanceof OfTag
                || this instanceof OfRendition one && one.rendition().original().equals(original)
                || means(new CacheKey(original.isEmpty() ? "?" : original, original), List.of());
    }

    /**
     * The same as a node would have said it. Nodes of another version, or with other defaults, have other keys.
     *
     * @param fingerprint what that node's keys begin with
     */
    default Invalidation under(String fingerprint) {
        return this;
    }

    /** All of them. */
    record Everything() implements Invalidation {
        @Override
        public boolean means(CacheKey key, Collection<String> tags) {
            return true;
        }
    }

    /**
     * All sizes and formats of one original.
     *
     * @param reference as {@code SourceRef.toString} writes it, e.g. {@code s3://photos/cat.jpg}
     */
    record OfOriginal(String reference) implements Invalidation {
        @Override
        public boolean means(CacheKey key, Collection<String> tags) {
            return key.original().equals(reference);
        }
    }

    /** One alone, whatever the fingerprint of its key. */
    record OfRendition(CacheKey rendition) implements Invalidation {
        @Override
        public boolean means(CacheKey key, Collection<String> tags) {
            return key.request().equals(rendition.request());
        }

        @Override
        public Invalidation under(String fingerprint) {
            return new OfRendition(rendition.under(fingerprint));
        }
    }

    /**
     * Those of all originals whose reference begins so.
     *
     * @param prefix e.g. {@code s3://photos/2026/}
     */
    record OfOriginals(String prefix) implements Invalidation {
        @Override
        public boolean means(CacheKey key, Collection<String> tags) {
            return key.original().startsWith(prefix);
        }
    }

    /**
     * Those that carry a tag. A rendition has the tags of the request it was made for and those of its original.
     *
     * @param tag in any case; kept in lower case
     */
    record OfTag(String tag) implements Invalidation {
        public OfTag {
            tag = CacheTags.normal(tag);
        }

        @Override
        public boolean means(CacheKey key, Collection<String> tags) {
            return tags.contains(tag);
        }
    }

    /**
     * All sizes and formats of one original but those of its newest version. Unlike {@link OfOriginal} it lets what is
     * being made of that version meanwhile be kept.
     *
     * @param reference as {@code SourceRef.toString} writes it
     * @param current whether a rendition is of the newest version
     */
    record OfOlderVersions(String reference, Predicate<Rendition> current) implements Invalidation {
        /** Of what is known by its key alone all is meant: one rendition too many is made anew, none is too old. */
        @Override
        public boolean means(CacheKey key, Collection<String> tags) {
            return key.original().equals(reference);
        }

        @Override
        public boolean means(CacheKey key, Rendition rendition) {
            return key.original().equals(reference) && !current.test(rendition);
        }
    }
}
