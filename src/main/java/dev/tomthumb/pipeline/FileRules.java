package dev.tomthumb.pipeline;

import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Subsampling;
import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions.Autoquality;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How files are written where a request does not say it.
 *
 * @param strip whether metadata are left out (imgproxy's STRIP_METADATA)
 * @param keepCopyright whether author and copyright stay all the same (KEEP_COPYRIGHT)
 * @param dpi the resolution of files without metadata, dots per inch; empty = none (STRIP_METADATA_DPI)
 * @param jpeg how JPEG is written (JPEG_NO_SUBSAMPLE, JPEG_TRELLIS_QUANT, JPEG_OVERSHOOT_DERINGING, JPEG_OPTIMIZE_SCANS,
 *     JPEG_QUANT_TABLE)
 * @param colors of PNG's palette, 2..256; empty = no palette but an original's (PNG_QUANTIZE, PNG_QUANTIZATION_COLORS)
 * @param webp how WebP is written (WEBP_COMPRESSION, WEBP_SMART_SUBSAMPLE, WEBP_PRESET, WEBP_EFFORT)
 * @param avif whether AVIF subsamples colour differences (AVIF_SUBSAMPLE)
 * @param search how a quality is searched for (AUTOQUALITY_…)
 * @param best how the best format is found (BEST_FORMAT_…)
 * @param preferOriginal whether an original that fits as it is, and is smaller than what was made of it, is sent instead
 * @param preserveHdr whether samples of 16 bits stay such where the file can hold them (PRESERVE_HDR)
 * @param profiles colour profiles of RGB that a request may name, by name (COLOR_PROFILES_DIR)
 */
@SuppressWarnings("ArrayRecordComponent")
public record FileRules(
        boolean strip,
        boolean keepCopyright,
        OptionalDouble dpi,
        JpegCoding jpeg,
        OptionalInt colors,
        WebpCoding webp,
        Subsampling avif,
        Search search,
        Best best,
        boolean preferOriginal,
        boolean preserveHdr,
        Map<String, byte[]> profiles) {
    /** imgproxy's defaults. */
    public static final FileRules DEFAULT = new FileRules(
            true,
            true,
            OptionalDouble.of(72),
            JpegCoding.DEFAULT,
            OptionalInt.empty(),
            WebpCoding.DEFAULT,
            Subsampling.AUTO,
            Search.NONE,
            Best.DEFAULT,
            false,
            false,
            Map.of());

    public FileRules {
        profiles = Map.copyOf(profiles);
    }

    /**
     * The search for a quality.
     *
     * @param standard what applies to a request that does not say anything; empty = its quality is given
     * @param least in place of the standard's for single formats, 1..100
     * @param most in place of the standard's for single formats, 1..100
     * @param maxPixels results with more pixels are written with the quality given; empty = no limit
     */
    public record Search(
            Optional<Autoquality> standard,
            Map<ImageFormat, Integer> least,
            Map<ImageFormat, Integer> most,
            OptionalInt maxPixels) {
        /** Only what a request asks for. */
        public static final Search NONE = new Search(Optional.empty(), Map.of(), Map.of(), OptionalInt.empty());

        public Search {
            least = Map.copyOf(least);
            most = Map.copyOf(most);
        }

        /** What applies to a format where the request says nothing. */
        Optional<Autoquality> of(ImageFormat format) {
            return standard.map(search -> {
                int low = least.getOrDefault(format, search.least());
                int high = most.getOrDefault(format, search.most());
                return new Autoquality(
                        search.method(), search.target(), Math.min(low, high), high, search.allowedError());
            });
        }
    }

    /**
     * The choice of a format.
     *
     * @param complexity below this entropy of lightness, in bits, a picture is written without losses
     * @param maxPixels of results with more pixels one format is chosen instead of all being tried; empty = no limit
     * @param always whether it is made for requests that name no format, too
     */
    public record Best(double complexity, OptionalInt maxPixels, boolean always) {
        /** imgproxy's defaults. */
        public static final Best DEFAULT = new Best(5.5, OptionalInt.empty(), false);
    }
}
