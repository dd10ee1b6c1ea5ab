package dev.tomthumb.engine;

/**
 * Which visitors share a rendition. Renditions of an original that the host application makes per visitor live in a
 * partition named by the original's own bytes: a visitor reaches it only by having been handed those bytes first.
 *
 * @param text empty for what everybody shares
 */
public record Partition(String text) {
    /** Everybody. */
    public static final Partition SHARED = new Partition("");

    /** Whether everybody shares it. */
    public boolean isShared() {
        return text.isEmpty();
    }
}
