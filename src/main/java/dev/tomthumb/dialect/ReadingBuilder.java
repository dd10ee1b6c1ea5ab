package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Reading;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Collects how the original is taken in. */
final class ReadingBuilder {
    int page;
    int pages = 1;
    boolean still;
    Optional<Boolean> enforceThumbnail = Optional.empty();
    Optional<String> style = Optional.empty();
    Set<ImageFormat> unprocessed = Set.of();
    Optional<Reading.Hashsum> hashsum = Optional.empty();
    OptionalDouble megapixels = OptionalDouble.empty();
    OptionalLong fileSize = OptionalLong.empty();
    OptionalInt frames = OptionalInt.empty();
    OptionalDouble frameMegapixels = OptionalDouble.empty();
    OptionalInt resultDimension = OptionalInt.empty();

    Reading reading() {
        return new Reading(
                page == 0 ? OptionalInt.empty() : OptionalInt.of(page),
                pages == 1 ? OptionalInt.empty() : OptionalInt.of(pages),
                !still,
                enforceThumbnail,
                style,
                unprocessed,
                hashsum,
                new Reading.Limits(megapixels, fileSize, frames, frameMegapixels, resultDimension));
    }
}
