package dev.tomthumb.model;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How an original is taken in.
 *
 * @param page which page or frame is the first, from 0; empty = the first
 * @param pages how many pages are put under each other; empty = one
 * @param animate whether an animation may stay one; false = its first frame only
 * @param enforceThumbnail whether the small picture inside an HEIC or AVIF file is used; empty = as configured
 * @param style CSS put into an SVG; empty = none
 * @param unprocessed originals of these formats are passed on as they are. A URL's list holds for every format that it
 *     does not contradict by another one; before a key is made, what it contradicts has been taken out, and what the
 *     server passes on put in, for a format chosen by {@code Accept} does not contradict
 * @param hashsum what the original's bytes must have as their sum; empty = anything
 * @param limits limits of this request in place of the server's
 */
public record Reading(
        OptionalInt page,
        OptionalInt pages,
        boolean animate,
        Optional<Boolean> enforceThumbnail,
        Optional<String> style,
        Set<ImageFormat> unprocessed,
        Optional<Hashsum> hashsum,
        Limits limits) {
    /** The first page, animated if it is, by the server's limits. */
    public static final Reading PLAIN = new Reading(
            OptionalInt.empty(),
            OptionalInt.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Limits.SERVER);

    /** @throws IllegalArgumentException for a negative page or less than one of them */
    public Reading {
        unprocessed = Set.copyOf(unprocessed);
        if (page.orElse(0) < 0 || pages.orElse(1) < 1) {
            throw new IllegalArgumentException("pages are counted from 0, and at least one is read");
        }
    }

    /** The same, passing on originals of {@code formats}. */
    public Reading withUnprocessed(Set<ImageFormat> formats) {
        return new Reading(page, pages, animate, enforceThumbnail, style, formats, hashsum, limits);
    }

    /**
     * Limits that a request may set if the server lets it (imgproxy's security options).
     *
     * @param megapixels of an original, &gt; 0
     * @param fileSize of an original in bytes, &gt; 0
     * @param frames of an animation, &gt; 0
     * @param frameMegapixels of one frame of an animation, &gt; 0
     * @param resultDimension longest side of the result, &gt; 0
     */
    public record Limits(
            OptionalDouble megapixels,
            OptionalLong fileSize,
            OptionalInt frames,
            OptionalDouble frameMegapixels,
            OptionalInt resultDimension) {
        /** The server's. */
        public static final Limits SERVER = new Limits(
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty());
    }

    /**
     * A sum of a file's bytes.
     *
     * @param algorithm {@code md5}, {@code sha1}, {@code sha256} or {@code sha512}
     * @param hex lower-case hexadecimal digits
     */
    public record Hashsum(String algorithm, String hex) {}
}
