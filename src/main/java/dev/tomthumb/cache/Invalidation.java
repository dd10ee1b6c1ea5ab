package dev.tomthumb.cache;

/** Which renditions are declared old, because what they were made from has changed or is not to be shown any more. */
public sealed interface Invalidation {
    /** Whether the rendition of this key is meant. */
    boolean means(CacheKey key);

    /** All of them. */
    record Everything() implements Invalidation {
        @Override
        public boolean means(CacheKey key) {
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
        public boolean means(CacheKey key) {
            return key.original().equals(reference);
        }
    }

    /**
     * Those of all originals whose reference begins so.
     *
     * @param prefix e.g. {@code s3://photos/2026/}
     */
    record OfOriginals(String prefix) implements Invalidation {
        @Override
        public boolean means(CacheKey key) {
            return key.original().startsWith(prefix);
        }
    }
}
