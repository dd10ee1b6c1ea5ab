package dev.tomthumb.pipeline;

import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * A finished file.
 *
 * @param format what {@code bytes} are
 * @param size the picture's size; empty for a document, and for an original passed on whose header nobody here reads
 * @param bytes the file, not copied: nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rendered(BodyType format, Optional<Size> size, byte[] bytes) {}
