package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.decimal;
import static dev.tomthumb.config.Readers.absolutePath;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.oneOf;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.text;
import static dev.tomthumb.config.Readers.wholeNumber;

import dev.tomthumb.model.OutputOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the files of renditions are written. */
public final class EncodingSettings {
    private EncodingSettings() {}

    public static final Setting<Boolean> JPEG_PROGRESSIVE = Setting.of("jpeg.progressive", bool())
            .otherwise("false")
            .imgproxy("JPEG_PROGRESSIVE")
            .says(
                    "Whether JPEGs are written so that they appear coarsely first. Some percent smaller, slower to make.");

    public static final Setting<Boolean> PNG_INTERLACED = Setting.of("png.interlaced", bool())
            .otherwise("false")
            .imgproxy("PNG_INTERLACED")
            .says("Whether PNGs are written so that they appear coarsely first. They become larger.");

    public static final Setting<Integer> PNG_LEVEL = Setting.of("png.level", wholeNumber(1, 9))
            .otherwise("3")
            .says(
                    "How hard PNGs are compressed: 1 is fast, 9 is small. From 3 on a photograph becomes some percent smaller and "
                            + "takes several times as long.");

    public static final Setting<Boolean> STRIP_METADATA = Setting.of("strip-metadata", bool())
            .otherwise("true")
            .imgproxy("STRIP_METADATA")
            .says(
                    "Whether EXIF, IPTC and XMP are left out of renditions. `false` hands them on, where the format has a place "
                            + "for them, without thumbnail and orientation.");

    public static final Setting<Boolean> KEEP_COPYRIGHT = Setting.of("keep-copyright", bool())
            .otherwise("true")
            .imgproxy("KEEP_COPYRIGHT")
            .says(
                    "Whether author and copyright stay when metadata are left out: EXIF Artist and Copyright; IPTC by-line, "
                            + "credit and copyright notice; XMP creator, contributor, publisher, rights and Creative Commons.");

    public static final Setting<Double> STRIP_METADATA_DPI = Setting.of("strip-metadata-dpi", decimal("0", "65535"))
            .otherwise("72")
            .imgproxy("STRIP_METADATA_DPI")
            .says("The resolution written into files whose metadata are left out, in dots per inch; `0` writes none.");

    public static final Setting<Boolean> PRESERVE_HDR = Setting.of("preserve-hdr", bool())
            .otherwise("false")
            .imgproxy("PRESERVE_HDR")
            .says(
                    "Whether PNGs and TIFFs of 16 bits per sample stay so, if they become PNG or TIFF. Such a rendition takes "
                            + "twice the memory, and its file is several times as large.");

    public static final Setting<Optional<Path>> COLOR_PROFILES_DIR = Setting.of(
                    "color-profiles-dir", optional(absolutePath("a directory")))
            .imgproxy("COLOR_PROFILES_DIR")
            .says(
                    "Where the colour profiles lie that a URL may name: files `NAME.icc` or `NAME.icm` of RGB. Read at start.");

    public static final Setting<Boolean> PREFER_SMALLER_ORIGINAL = Setting.of("prefer-smaller-original", bool())
            .otherwise("false")
            .says(
                    "Whether the original is sent where it would only be written again, in its own format and size, and is "
                            + "smaller than the outcome. It has to have nothing in it that would be left out.");

    public static final Setting<Boolean> JPEG_FULL_CHROMA = Setting.of("jpeg.full-chroma", bool())
            .otherwise("false")
            .imgproxy("JPEG_NO_SUBSAMPLE")
            .says("Whether JPEGs keep colour differences at their full size. Otherwise they do from quality 90 on.");

    public static final Setting<Boolean> JPEG_TRELLIS_QUANT = Setting.of("jpeg.trellis-quant", bool())
            .otherwise("false")
            .imgproxy("JPEG_TRELLIS_QUANT")
            .says(
                    "Whether each coefficient of a JPEG is chosen by what it costs in bits, not only by what is nearest: smaller "
                            + "files of the same quality, slower to make.");

    public static final Setting<Boolean> JPEG_OVERSHOOT_DERINGING = Setting.of("jpeg.overshoot-deringing", bool())
            .otherwise("false")
            .imgproxy("JPEG_OVERSHOOT_DERINGING")
            .says(
                    "Whether samples of a JPEG may go beyond white and black, where they are cut anyway, so that letters and "
                            + "lines on such a ground have less noise around them.");

    public static final Setting<Boolean> JPEG_OPTIMIZE_SCANS = Setting.of("jpeg.optimize-scans", bool())
            .otherwise("false")
            .imgproxy("JPEG_OPTIMIZE_SCANS")
            .says(
                    "Whether the scans of a JPEG that appears coarsely first are chosen for the picture: a little smaller, slower "
                            + "to make.");

    public static final Setting<Integer> JPEG_QUANT_TABLE = Setting.of("jpeg.quant-table", wholeNumber(0, 8))
            .otherwise("0")
            .imgproxy("JPEG_QUANT_TABLE")
            .says(
                    "Which quantisation tables a JPEG's quality scales, numbered as mozjpeg does: 0 = those of the standard, 1 = "
                            + "flat, 2 = for structural similarity, 3 = ImageMagick's, 4 = for PSNR-HVS-M, 5 to 8 = from the literature.");

    public static final Setting<Boolean> PNG_QUANTIZE = Setting.of("png.quantize", bool())
            .otherwise("false")
            .imgproxy("PNG_QUANTIZE")
            .says(
                    "Whether PNGs get a palette of `tomthumb.png.quantization-colors`: a fraction of the size, and a little "
                            + "noise.");

    public static final Setting<Integer> PNG_QUANTIZATION_COLORS = Setting.of(
                    "png.quantization-colors", wholeNumber(2, 256))
            .otherwise("256")
            .imgproxy("PNG_QUANTIZATION_COLORS")
            .says("The most colours of such a palette.");

    public static final Setting<OutputOptions.Webp.Compression> WEBP_COMPRESSION = Setting.of(
                    "webp.compression", oneOf(OutputOptions.Webp.Compression.class))
            .otherwise("lossy")
            .imgproxy("WEBP_COMPRESSION")
            .says("What WebPs may lose.");

    public static final Setting<Boolean> WEBP_SMART_SUBSAMPLE = Setting.of("webp.smart-subsample", bool())
            .otherwise("false")
            .imgproxy("WEBP_SMART_SUBSAMPLE")
            .says("Whether lossy WebPs subsample colour differences with more care, which takes longer.");

    public static final Setting<Integer> WEBP_EFFORT = Setting.of("webp.effort", wholeNumber(0, 6))
            .otherwise("4")
            .imgproxy("WEBP_EFFORT")
            .says("How hard WebPs are compressed: 0 is fast, 6 is small.");

    public static final Setting<String> WEBP_PRESET = Setting.of(
                    "webp.preset",
                    text(
                            "one of `default`, `picture`, `photo`, `drawing`, `icon`, `text`",
                            "default|picture|photo|drawing|icon|text"))
            .otherwise("default")
            .imgproxy("WEBP_PRESET")
            .says("What kind of pictures lossy WebPs are tuned for.");

    public static final Setting<String> AVIF_SUBSAMPLE = Setting.of(
                    "avif.subsample", text("one of `auto`, `on`, `off`", "auto|on|off"))
            .otherwise("auto")
            .imgproxy("AVIF_SUBSAMPLE")
            .says("Whether AVIFs keep colour differences at half their size; `auto` = below quality 90.");

    /** In the order of the page. */
    static final List<Setting<?>> ALL = List.of(
            JPEG_PROGRESSIVE,
            PNG_INTERLACED,
            PNG_LEVEL,
            STRIP_METADATA,
            KEEP_COPYRIGHT,
            STRIP_METADATA_DPI,
            PRESERVE_HDR,
            COLOR_PROFILES_DIR,
            PREFER_SMALLER_ORIGINAL,
            JPEG_FULL_CHROMA,
            JPEG_TRELLIS_QUANT,
            JPEG_OVERSHOOT_DERINGING,
            JPEG_OPTIMIZE_SCANS,
            JPEG_QUANT_TABLE,
            PNG_QUANTIZE,
            PNG_QUANTIZATION_COLORS,
            WEBP_COMPRESSION,
            WEBP_SMART_SUBSAMPLE,
            WEBP_EFFORT,
            WEBP_PRESET,
            AVIF_SUBSAMPLE);
}
