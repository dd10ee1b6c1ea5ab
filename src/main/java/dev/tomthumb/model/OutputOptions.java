package dev.tomthumb.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything about a file besides its format and quality. Empty always means "as the server is configured".
 *
 * @param best whether the format is chosen by what the picture is like
 * @param formatQuality 1..100 for the formats named, in place of the configured ones
 * @param maxBytes the file is written again with less quality until it is not larger; at least 1
 * @param autoquality how the quality is found; empty = it is given
 * @param metadata what is handed on besides the pixels
 * @param preserveHdr whether samples of 16 bits are kept where the format can
 * @param colorProfile the profile the colours are brought to; {@code srgb} or the name of a configured file
 * @param dpi resolution written into the file; &gt; 0
 * @param jpeg how JPEG files are written
 * @param png how PNG files are written
 * @param webp how WebP files are written
 * @param avifSubsample chroma subsampling of AVIF files: {@code auto}, {@code on} or {@code off}
 */
public record OutputOptions(
        boolean best,
        Map<ImageFormat, Integer> formatQuality,
        OptionalInt maxBytes,
        Optional<Autoquality> autoquality,
        Metadata metadata,
        Optional<Boolean> preserveHdr,
        Optional<String> colorProfile,
        OptionalDouble dpi,
        Jpeg jpeg,
        Png png,
        Webp webp,
        Optional<String> avifSubsample) {
    /** As the server is configured. */
    public static final OutputOptions BY_SETTING = new OutputOptions(
            false,
            Map.of(),
            OptionalInt.empty(),
            Optional.empty(),
            Metadata.BY_SETTING,
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Jpeg.BY_SETTING,
            Png.BY_SETTING,
            Webp.BY_SETTING,
            Optional.empty());

    /** @throws IllegalArgumentException for a quality outside 1..100 or a size or resolution that is not positive */
    public OutputOptions {
        formatQuality = Map.copyOf(formatQuality);
        if (formatQuality.values().stream().anyMatch(quality -> quality < 1 || quality > 100)) {
            throw new IllegalArgumentException("quality is 1 to 100");
        }
        if (maxBytes.orElse(1) < 1 || !(dpi.orElse(1) > 0)) {
            throw new IllegalArgumentException("a file's size and resolution are above 0");
        }
    }

    /**
     * What is handed on besides the pixels.
     *
     * @param strip whether metadata are left out
     * @param keepCopyright whether those that name the author stay all the same
     * @param stripProfile whether colours are converted to sRGB and the profile is left out
     */
    public record Metadata(Optional<Boolean> strip, Optional<Boolean> keepCopyright, Optional<Boolean> stripProfile) {
        /** As the server is configured. */
        public static final Metadata BY_SETTING = new Metadata(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A search for the quality (imgproxy Pro's autoquality).
     *
     * @param method what is aimed at
     * @param target bytes for {@link Method#SIZE}, a structural dissimilarity for {@link Method#DSSIM}; &gt; 0
     * @param least the lowest quality tried, 1..100
     * @param most the highest quality tried, 1..100, not below {@code least}
     * @param allowedError how far from the target is near enough for DSSIM, &ge; 0
     */
    public record Autoquality(Method method, double target, int least, int most, double allowedError) {
        /** @throws IllegalArgumentException for a number outside its range */
        public Autoquality {
            if (!(target > 0) || least < 1 || most > 100 || least > most || !(allowedError >= 0)) {
                throw new IllegalArgumentException("the search for a quality lies between 1 and 100");
            }
        }

        /** What a search for the quality aims at. */
        public enum Method {
            SIZE,
            DSSIM
        }
    }

    /**
     * JPEG files.
     *
     * @param progressive whether they appear coarsely first
     * @param fullChroma whether colour differences are not subsampled, whatever the quality
     * @param trellis whether levels are chosen by what they cost in bits
     * @param deringing whether samples may go beyond white and black to make edges there ring less
     * @param searchScans whether the scans of a progressive file are chosen for the picture
     * @param table 0..8: the example of the quantisation tables
     */
    public record Jpeg(
            Optional<Boolean> progressive,
            Optional<Boolean> fullChroma,
            Optional<Boolean> trellis,
            Optional<Boolean> deringing,
            Optional<Boolean> searchScans,
            OptionalInt table) {
        /** As the server is configured. */
        public static final Jpeg BY_SETTING = new Jpeg(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());

        /** @throws IllegalArgumentException for a table that is not 0..8 */
        public Jpeg {
            if (table.orElse(0) < 0 || table.orElse(0) > 8) {
                throw new IllegalArgumentException("a quantisation table is 0 to 8");
            }
        }
    }

    /**
     * PNG files.
     *
     * @param interlaced whether they appear coarsely first
     * @param quantize whether they get a palette
     * @param colors of that palette, 2..256
     */
    public record Png(Optional<Boolean> interlaced, Optional<Boolean> quantize, OptionalInt colors) {
        /** As the server is configured. */
        public static final Png BY_SETTING = new Png(Optional.empty(), Optional.empty(), OptionalInt.empty());

        /** @throws IllegalArgumentException for a palette of less than 2 or more than 256 colours */
        public Png {
            if (colors.orElse(2) < 2 || colors.orElse(2) > 256) {
                throw new IllegalArgumentException("a palette has 2 to 256 colours");
            }
        }
    }

    /**
     * WebP files.
     *
     * @param compression what may be lost
     * @param smartSubsample whether colour differences are subsampled with more care
     * @param preset {@code default}, {@code photo}, {@code picture}, {@code drawing}, {@code icon} or {@code text}
     */
    public record Webp(Optional<Compression> compression, Optional<Boolean> smartSubsample, Optional<String> preset) {
        /** As the server is configured. */
        public static final Webp BY_SETTING = new Webp(Optional.empty(), Optional.empty(), Optional.empty());

        /** What a WebP file may lose. */
        public enum Compression {
            LOSSY("lossy"),
            NEAR_LOSSLESS("near_lossless"),
            LOSSLESS("lossless");

            private final String token;

            Compression(String token) {
                this.token = token;
            }

            /** imgproxy's name. */
            public String token() {
                return token;
            }
        }
    }
}
