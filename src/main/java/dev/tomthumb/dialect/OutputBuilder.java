package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Collects what is asked of the file. */
final class OutputBuilder {
    /** imgproxy's defaults of AUTOQUALITY_TARGET, _MIN, _MAX and _ALLOWED_ERROR. */
    private static final double DISSIMILARITY = 0.02;

    private Optional<ImageFormat> format = Optional.empty();
    private boolean best;
    OptionalInt quality = OptionalInt.empty();
    final Map<ImageFormat, Integer> formatQuality = new EnumMap<>(ImageFormat.class);
    OptionalInt maxBytes = OptionalInt.empty();
    Optional<OutputOptions.Autoquality.Method> search = Optional.empty();
    OptionalDouble target = OptionalDouble.empty();
    int least = 70;
    int most = 80;
    double allowedError = 0.002;
    Optional<Boolean> strip = Optional.empty();
    Optional<Boolean> keepCopyright = Optional.empty();
    Optional<Boolean> stripProfile = Optional.empty();
    Optional<Boolean> preserveHdr = Optional.empty();
    Optional<String> colorProfile = Optional.empty();
    OptionalDouble dpi = OptionalDouble.empty();
    Optional<Boolean> progressive = Optional.empty();
    Optional<Boolean> fullChroma = Optional.empty();
    Optional<Boolean> trellis = Optional.empty();
    Optional<Boolean> deringing = Optional.empty();
    Optional<Boolean> searchScans = Optional.empty();
    OptionalInt quantTable = OptionalInt.empty();
    Optional<Boolean> interlaced = Optional.empty();
    Optional<Boolean> quantize = Optional.empty();
    OptionalInt colors = OptionalInt.empty();
    Optional<OutputOptions.Webp.Compression> compression = Optional.empty();
    Optional<Boolean> smartSubsample = Optional.empty();
    Optional<String> preset = Optional.empty();
    Optional<String> avifSubsample = Optional.empty();

    void format(AskedFormat asked) {
        format = asked.format();
        best = asked.format().isEmpty();
    }

    boolean isFormatOpen() {
        return format.isEmpty();
    }

    OutputSpec spec() {
        return new OutputSpec(false, format, quality, options());
    }

    private OutputOptions options() {
        return new OutputOptions(
                best,
                // Qualities of single formats stand behind the quality that is asked for all.
                quality.isPresent() ? Map.of() : formatQuality,
                maxBytes,
                search.map(this::autoquality),
                new OutputOptions.Metadata(strip, keepCopyright, stripProfile),
                preserveHdr,
                colorProfile,
                dpi,
                new OutputOptions.Jpeg(progressive, fullChroma, trellis, deringing, searchScans, quantTable),
                new OutputOptions.Png(interlaced, quantize, colors),
                new OutputOptions.Webp(compression, smartSubsample, preset),
                avifSubsample);
    }

    private OutputOptions.Autoquality autoquality(OutputOptions.Autoquality.Method method) {
        boolean size = method == OutputOptions.Autoquality.Method.SIZE;
        return new OutputOptions.Autoquality(
                method, target.orElse(DISSIMILARITY), least, most, size ? 0 : allowedError);
    }
}
