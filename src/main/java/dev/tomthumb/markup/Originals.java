package dev.tomthumb.markup;

/** Who knows about originals. Safe for all threads. */
@FunctionalInterface
public interface Originals extends AutoCloseable {
    /** Knows nothing. */
    Originals NONE = question -> new Answer.Unknown();

    /** Answers at once, from memory, or begins to find out. Never waits, never throws. */
    Answer about(Question question);

    /** Whether another application serves them, which may have only some of those that pages name. */
    default boolean areElsewhere() {
        return false;
    }

    @Override
    default void close() {}
}
