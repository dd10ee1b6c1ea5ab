package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * A finished file.
 *
 * @param format the format of {@code bytes}
 * @param size the picture's size; empty for an original passed on whose header nobody here reads
 * @param bytes the file, not copied: nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rendered(ImageFormat format, Optional<Size> size, byte[] bytes) {}
