package dev.tomthumb.markup;

import java.util.Locale;
import java.util.Optional;

/** What is shown until a picture is there. */
public enum Placeholder {
    /** Nothing. */
    NONE,
    /** The original's mean colour, as its background. */
    COLOR,
    /** A very small picture, as its background. */
    TINY,
    /** A BlurHash, for a script. */
    BLURHASH,
    /** A ThumbHash, for a script. */
    THUMBHASH;

    /** The word for it in an attribute. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The placeholder of a word; empty if there is none of that name. */
    public static Optional<Placeholder> of(String word) {
        for (Placeholder placeholder : values()) {
            if (placeholder.word().equals(word)) {
                return Optional.of(placeholder);
            }
        }
        return Optional.empty();
    }
}
