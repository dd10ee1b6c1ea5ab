package dev.tomthumb.upload;

import dev.tomthumb.model.ImageFormat;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an upload must be, and what is done to it. Immutable: take {@link #DEFAULT} and change what differs.
 *
 * @param accepted formats that are taken; an SVG is always sanitised
 * @param maxBytes of the file, at least 1
 * @param maxPixels of all frames together, 1..536,870,911; checked before memory is taken for them
 * @param maxFrames of an animation, at least 1
 * @param treatment what is done to a file that is taken
 * @param misnamed what becomes of a file whose name or declared type is not that of its content
 * @param proven whether every pixel is decoded, so that what is stored can be shown
 * @param timeout how long a check may wait for memory and work
 * @param maxNameBytes of the file's name in UTF-8, 32..255
 */
public record UploadRules(
        Set<ImageFormat> accepted,
        long maxBytes,
        long maxPixels,
        int maxFrames,
        Treatment treatment,
        Misnamed misnamed,
        boolean proven,
        Duration timeout,
        int maxNameBytes) {
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;
    private static final int LEAST_NAME_BYTES = 32;
    private static final int MOST_NAME_BYTES = 255;

    /**
     * JPEG, PNG, GIF and WebP of at most 20 MiB, 50 megapixels and 500 frames, cleaned and proven; misnamed ones are
     * renamed.
     */
    public static final UploadRules DEFAULT = new UploadRules(
            EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP),
            20L << 20,
            50_000_000,
            500,
            Treatment.CLEAN,
            Misnamed.RENAME,
            true,
            Duration.ofSeconds(30),
            120);

    /** What is done to a file that is taken. */
    public enum Treatment {
        /** It stays as it is; one with something behind its end is refused. */
        KEEP,
        /**
         * Metadata (places, names, thumbnails) and whatever follows its end are taken out, no pixel changes. Formats
         * whose parts cannot be taken out one by one are written anew.
         */
        CLEAN,
        /** It is decoded and written anew, upright and in sRGB: nothing but what can be seen is left. */
        REWRITE
    }

    /** What becomes of a file whose name or declared type is not that of its content. */
    public enum Misnamed {
        /** It is refused. */
        REFUSE,
        /** It is stored under the extension of its content. */
        RENAME
    }

    /** @throws IllegalArgumentException for a number outside its range, or if nothing is accepted */
    public UploadRules {
        accepted = Set.copyOf(accepted);
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("at least one format must be accepted");
        }
        require(maxBytes >= 1, "maxBytes is at least 1");
        require(maxPixels >= 1 && maxPixels <= MOST_PIXELS, "maxPixels is 1 to " + MOST_PIXELS);
        require(maxFrames >= 1, "maxFrames is at least 1");
        require(timeout.toMillis() > 0, "timeout is above 0");
        require(
                maxNameBytes >= LEAST_NAME_BYTES && maxNameBytes <= MOST_NAME_BYTES,
                "maxNameBytes is " + LEAST_NAME_BYTES + " to " + MOST_NAME_BYTES);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The same for other formats. */
    public UploadRules accepting(ImageFormat first, ImageFormat... others) {
        return new UploadRules(
                EnumSet.of(first, others),
                maxBytes,
                maxPixels,
                maxFrames,
                treatment,
                misnamed,
                proven,
                timeout,
                maxNameBytes);
    }

    /** The same with another ceiling of the file's size. */
    public UploadRules withMaxBytes(long changed) {
        return new UploadRules(
                accepted, changed, maxPixels, maxFrames, treatment, misnamed, proven, timeout, maxNameBytes);
    }

    /** The same with another ceiling of the pixels of all frames together. */
    public UploadRules withMaxPixels(long changed) {
        return new UploadRules(
                accepted, maxBytes, changed, maxFrames, treatment, misnamed, proven, timeout, maxNameBytes);
    }

    /** The same with another ceiling of frames. */
    public UploadRules withMaxFrames(int changed) {
        return new UploadRules(
                accepted, maxBytes, maxPixels, changed, treatment, misnamed, proven, timeout, maxNameBytes);
    }

    /** The same with another treatment. */
    public UploadRules with(Treatment changed) {
        return new UploadRules(
                accepted, maxBytes, maxPixels, maxFrames, changed, misnamed, proven, timeout, maxNameBytes);
    }

    /** The same with another answer to misnamed files. */
    public UploadRules with(Misnamed changed) {
        return new UploadRules(
                accepted, maxBytes, maxPixels, maxFrames, treatment, changed, proven, timeout, maxNameBytes);
    }

    /** The same with pixels decoded, or believed. */
    public UploadRules withProof(boolean changed) {
        return new UploadRules(
                accepted, maxBytes, maxPixels, maxFrames, treatment, misnamed, changed, timeout, maxNameBytes);
    }

    /** The same with another time to wait. */
    public UploadRules withTimeout(Duration changed) {
        return new UploadRules(
                accepted, maxBytes, maxPixels, maxFrames, treatment, misnamed, proven, changed, maxNameBytes);
    }
}
