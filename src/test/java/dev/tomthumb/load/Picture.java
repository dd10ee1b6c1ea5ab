package dev.tomthumb.load;

import java.util.Optional;

/**
 * What an origin has under a path.
 *
 * @param bytes the file
 * @param entityTag with its quotes
 * @param cacheControl what the origin says of it, if anything
 */
@SuppressWarnings("ArrayRecordComponent")
record Picture(byte[] bytes, String entityTag, Optional<String> cacheControl) {

    /** The same file, of which the origin says this. */
    Picture with(String control) {
        return new Picture(bytes, entityTag, Optional.of(control));
    }
}
