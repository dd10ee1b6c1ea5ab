package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.decimal;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.oneOf;
import static dev.tomthumb.config.Readers.wholeNumber;

import dev.tomthumb.model.ImageFormat;
import java.util.List;
import java.util.Map;

/** How quality and format are found where the outcome decides them. */
public final class SearchSettings {
    private SearchSettings() {}

    public static final Setting<AutoqualityMethod> AUTOQUALITY_METHOD = Setting.of(
                    "autoquality.method", oneOf(AutoqualityMethod.class))
            .otherwise("none")
            .imgproxy("AUTOQUALITY_METHOD")
            .says("How the quality is found where a URL gives none: `size` takes the best whose file has at most "
                    + "`tomthumb.autoquality.target` bytes, `dssim` the lowest whose picture is that unlike. A picture is then "
                    + "written up to eight times.");

    public static final Setting<Double> AUTOQUALITY_TARGET = Setting.of(
                    "autoquality.target", decimal("0.000001", "1000000000"))
            .otherwise("0.02")
            .imgproxy("AUTOQUALITY_TARGET")
            .says("Bytes for `size`; for `dssim` a structural dissimilarity, from 0 for the same to 1.");

    public static final Setting<Integer> AUTOQUALITY_MIN = Setting.of("autoquality.min", wholeNumber(1, 100))
            .otherwise("70")
            .imgproxy("AUTOQUALITY_MIN")
            .says("The lowest quality tried.");

    public static final Setting<Integer> AUTOQUALITY_MAX = Setting.of("autoquality.max", wholeNumber(1, 100))
            .otherwise("80")
            .imgproxy("AUTOQUALITY_MAX")
            .says("The highest quality tried.");

    public static final Setting<Map<ImageFormat, Integer>> AUTOQUALITY_FORMAT_MIN = Setting.of(
                    "autoquality.format-min", FormatReaders.qualities())
            .otherwise("avif=60")
            .imgproxy("AUTOQUALITY_FORMAT_MIN")
            .says("The lowest quality tried for single formats.");

    public static final Setting<Map<ImageFormat, Integer>> AUTOQUALITY_FORMAT_MAX = Setting.of(
                    "autoquality.format-max", FormatReaders.qualities())
            .otherwise("avif=65")
            .imgproxy("AUTOQUALITY_FORMAT_MAX")
            .says("The highest quality tried for single formats.");

    public static final Setting<Double> AUTOQUALITY_ALLOWED_ERROR = Setting.of(
                    "autoquality.allowed-error", decimal("0", "1"))
            .otherwise("0.002")
            .imgproxy("AUTOQUALITY_ALLOWED_ERROR")
            .says("How far from the target is near enough for `dssim`.");

    public static final Setting<Double> AUTOQUALITY_MAX_RESOLUTION = Setting.of(
                    "autoquality.max-resolution", decimal("0", "500"))
            .otherwise("0")
            .imgproxy("AUTOQUALITY_MAX_RESOLUTION")
            .says(
                    "Megapixels above which a rendition gets the quality it would have had without a search; `0` is no limit.");

    public static final Setting<Double> BEST_FORMAT_COMPLEXITY = Setting.of(
                    "best-format.complexity-threshold", decimal("0", "8"))
            .otherwise("5.5")
            .imgproxy("BEST_FORMAT_COMPLEXITY_THRESHOLD")
            .says(
                    "Where the format is chosen by the picture: below this entropy of its lightness, in bits, it is a drawing "
                            + "and written without losses, or almost.");

    public static final Setting<Double> BEST_FORMAT_MAX_RESOLUTION = Setting.of(
                    "best-format.max-resolution", decimal("0", "500"))
            .otherwise("0")
            .imgproxy("BEST_FORMAT_MAX_RESOLUTION")
            .says(
                    "Megapixels above which the most promising format is taken instead of the smallest file of several; `0` is "
                            + "no limit.");

    public static final Setting<Boolean> BEST_FORMAT_BY_DEFAULT = Setting.of("best-format.by-default", bool())
            .otherwise("false")
            .imgproxy("BEST_FORMAT_BY_DEFAULT")
            .says("Whether the format is chosen by the picture wherever a URL names none.");

    /** In the order of the page. */
    static final List<Setting<?>> ALL = List.of(
            AUTOQUALITY_METHOD,
            AUTOQUALITY_TARGET,
            AUTOQUALITY_MIN,
            AUTOQUALITY_MAX,
            AUTOQUALITY_FORMAT_MIN,
            AUTOQUALITY_FORMAT_MAX,
            AUTOQUALITY_ALLOWED_ERROR,
            AUTOQUALITY_MAX_RESOLUTION,
            BEST_FORMAT_COMPLEXITY,
            BEST_FORMAT_MAX_RESOLUTION,
            BEST_FORMAT_BY_DEFAULT);
}
