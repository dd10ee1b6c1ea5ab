package dev.tomthumb.upload;

import java.util.Optional;

/**
 * What the sender says of his file. Nothing of it is believed.
 *
 * @param fileName as submitted, perhaps with a path; empty = none was
 * @param mediaType the declared {@code Content-Type}, parameters and all; empty = none was
 */
public record Claim(Optional<String> fileName, Optional<String> mediaType) {
    /** A sender who says nothing. */
    public static final Claim NONE = new Claim(Optional.empty(), Optional.empty());

    /** A file of that name. */
    public static Claim named(String fileName) {
        return new Claim(Optional.of(fileName), Optional.empty());
    }
}
