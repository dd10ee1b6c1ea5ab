package dev.tomthumb.dialect;

import dev.tomthumb.dialect.Shapes.Slot;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.model.OutputOptions.Webp;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Rows about the file that a picture becomes. */
final class OutputRows {
    private static final String FORMAT_QUALITY = "format:quality:…";
    private static final String SEARCH = "method:target:min:max:allowed_error";

    private OutputRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        format(rows);
        quality(rows);
        metadata(rows);
        encoders(rows);
        return rows;
    }

    private static void format(List<Option> rows) {
        Reader<AskedFormat> formats = Readers.askedFormat();
        Option.Effect format = Shapes.one(formats, RequestBuilder::format);
        rows.add(new Option(
                List.of("format", "f", "ext"),
                "name",
                "The file format; `best` chooses by what the picture is like. An extension behind the source (`@png`,"
                        + " `.png`) is stronger.",
                (arguments, to) -> {
                    AbsentRows.refuseFormat(arguments);
                    format.apply(arguments, to);
                },
                Parameter.of(
                        "fm",
                        formats,
                        RequestBuilder::format,
                        "The file format; `best` chooses by what the picture is like."),
                Parameter.of(
                        "auto",
                        Readers.oneOf(Map.of("format", true)),
                        (to, value) -> to.response().negotiated = value,
                        "Lets the browser's `Accept` choose the format; without effect beside `fm`.")));
    }

    private static void quality(List<Option> rows) {
        rows.add(new Option(
                List.of("quality", "q"),
                "percent",
                "Quality of a lossy format; 0 = the format's configured one.",
                Shapes.one(Readers.wholeOrUnset(100), (to, value) -> to.output().quality = value),
                Parameter.of(
                        "q",
                        Readers.whole(1, 100),
                        (to, value) -> to.output().quality = OptionalInt.of(value),
                        "Quality of a lossy format.")));
        rows.add(new Option(
                List.of("format_quality", "fq"),
                FORMAT_QUALITY,
                "Qualities of single formats, where no `quality` is given.",
                OutputRows::formatQuality,
                Parameter.signed(
                        "format_quality",
                        FORMAT_QUALITY,
                        OutputRows::formatQuality,
                        "Qualities of single formats, where no `q` is given.")));
        Option.Effect search = autoquality();
        rows.add(new Option(
                List.of("autoquality", "aq"),
                SEARCH,
                "Searches the quality: for a file of so many bytes (`size`), or for so much structural dissimilarity"
                        + " (`dssim`; 0.02 with an allowed error of 0.002 if nothing is said), between 70 and 80 if"
                        + " nothing is said; `none` = not. imgproxy's `ml` needs a trained model and is refused.",
                search,
                Parameter.signed("autoquality", SEARCH, search, "Searches the quality, by `size` or `dssim`.")));
        Option.Effect bytes =
                Shapes.one(Readers.wholeOrUnset(Integer.MAX_VALUE), (to, value) -> to.output().maxBytes = value);
        rows.add(new Option(
                List.of("max_bytes", "mb"),
                "bytes",
                "Lowers the quality until the file is no larger; 0 = not.",
                bytes,
                Parameter.signed(
                        "max_bytes", "a number of bytes", bytes, "Lowers the quality until the file is no larger.")));
    }

    /** Adds to what was said before; 0 takes a format's quality away. */
    private static void formatQuality(Arguments arguments, RequestBuilder to) throws ImageException {
        if (arguments.count() % 2 != 0) {
            throw arguments.refusal(arguments.joined(), "", "pairs of a format and a quality from 0 to 100");
        }
        for (int at = 0; at < arguments.count(); at += 2) {
            ImageFormat format = arguments.read(at, "format", Readers.format());
            int quality = arguments.read(at + 1, "quality", Readers.whole(0, 100));
            if (quality == 0) {
                to.output().formatQuality.remove(format);
            } else {
                to.output().formatQuality.put(format, quality);
            }
        }
    }

    private static Option.Effect autoquality() {
        Map<String, Optional<Autoquality.Method>> methods = new LinkedHashMap<>();
        methods.put("none", Optional.empty());
        methods.put("size", Optional.of(Autoquality.Method.SIZE));
        methods.put("dssim", Optional.of(Autoquality.Method.DSSIM));
        Reader<Integer> percent = Readers.whole(1, 100);
        Option.Effect each = Shapes.each(
                new Slot<>("method", Readers.oneOf(methods), (to, value) -> to.output().search = value),
                new Slot<>("target", Readers.positive(), (to, value) -> to.output().target = OptionalDouble.of(value)),
                new Slot<>("lowest quality", percent, (to, value) -> to.output().least = value),
                new Slot<>("highest quality", percent, (to, value) -> to.output().most = value),
                new Slot<>("allowed error", Readers.fromZero(), (to, value) -> to.output().allowedError = value));
        return (arguments, to) -> {
            if (arguments.text(0).equals("ml")) {
                throw new ImageException(
                        Problem.UNKNOWN_OPTION,
                        "The method \"ml\" is not available here: it needs a trained model; there are none, size, dssim.");
            }
            each.apply(arguments, to);
            OutputBuilder output = to.output();
            if (output.least > output.most) {
                throw arguments.refusal(
                        arguments.joined(),
                        "",
                        "a lowest quality that is not above the highest, which is " + output.most);
            }
            boolean size = output.search.equals(Optional.of(Autoquality.Method.SIZE));
            if (size && output.target.isEmpty()) {
                throw arguments.refusal(arguments.joined(), "", "a target in bytes beside size");
            }
        };
    }

    private static void metadata(List<Option> rows) {
        rows.add(ownSwitch(
                List.of("strip_metadata", "sm"),
                "Whether metadata (EXIF, IPTC, XMP) are left out.",
                Shapes.ownSwitch((to, value) -> to.output().strip = value)));
        rows.add(ownSwitch(
                List.of("keep_copyright", "kcr"),
                "Whether metadata that name the author stay when the others are left out.",
                Shapes.ownSwitch((to, value) -> to.output().keepCopyright = value)));
        rows.add(ownSwitch(
                List.of("strip_color_profile", "scp"),
                "Whether colours are converted to sRGB and the profile is left out.",
                Shapes.ownSwitch((to, value) -> to.output().stripProfile = value)));
        rows.add(ownSwitch(
                List.of("preserve_hdr", "ph"),
                "Whether a PNG or TIFF of 16 bits per sample stays so, if it becomes a PNG or TIFF.",
                Shapes.ownSwitch((to, value) -> to.output().preserveHdr = value)));
        Reader<String> profiles = Readers.matching(
                "srgb, or the name of a configured profile: letters, digits and _.-",
                "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");
        Option.Effect profile = Shapes.oneOrUnset(profiles, (to, value) -> to.output().colorProfile = value);
        rows.add(new Option(
                List.of("color_profile", "cp", "icc"),
                "name",
                "The profile that colours are brought to: `srgb`, or a configured one.",
                profile,
                Parameter.signed(
                        "color_profile", profiles.accepted(), profile, "The profile that colours are brought to.")));
        Reader<OptionalDouble> resolutions = Readers.decimalOrUnset(65_535);
        Option.Effect dpi = Shapes.one(resolutions, (to, value) -> to.output().dpi = value);
        rows.add(new Option(
                List.of("dpi"),
                "number",
                "The resolution written into the file; 0 = as it is.",
                dpi,
                Parameter.signed("dpi", resolutions.accepted(), dpi, "The resolution written into the file.")));
    }

    private static Option ownSwitch(List<String> names, String sentence, Option.Effect effect) {
        return new Option(
                names,
                "flag",
                sentence,
                effect,
                Parameter.signed(names.get(0), Readers.flag().accepted(), effect, sentence));
    }

    private static void encoders(List<Option> rows) {
        String jpegArguments = "progressive:no_subsample:trellis_quant:overshoot_deringing:optimize_scans:quant_table";
        rows.add(encoder(
                List.of("jpeg_options", "jpgo"),
                jpegArguments,
                "How JPEGs are written: coarsely first; without subsampled colours; with levels chosen by the bits they"
                        + " cost; with less ringing beside white and black; with the scans (of a file that appears coarsely first)"
                        + " chosen for the picture; with one of mozjpeg's quantisation tables, 0 to 8.",
                Shapes.each(
                        Shapes.flag("progressive", (to, value) -> to.output().progressive = Optional.of(value)),
                        Shapes.flag("no_subsample", (to, value) -> to.output().fullChroma = Optional.of(value)),
                        Shapes.flag("trellis_quant", (to, value) -> to.output().trellis = Optional.of(value)),
                        Shapes.flag("overshoot_deringing", (to, value) -> to.output().deringing = Optional.of(value)),
                        Shapes.flag("optimize_scans", (to, value) -> to.output().searchScans = Optional.of(value)),
                        new Slot<>(
                                "quant_table",
                                Readers.whole(0, 8),
                                (to, value) -> to.output().quantTable = OptionalInt.of(value)))));
        rows.add(encoder(
                List.of("png_options", "pngo"),
                "interlaced:quantize:quantization_colors",
                "How PNGs are written: coarsely first, and with a palette of so many colours.",
                Shapes.each(
                        Shapes.flag("interlaced", (to, value) -> to.output().interlaced = Optional.of(value)),
                        Shapes.flag("quantize", (to, value) -> to.output().quantize = Optional.of(value)),
                        new Slot<>(
                                "quantization_colors",
                                Readers.whole(2, 256),
                                (to, value) -> to.output().colors = OptionalInt.of(value)))));
        Reader<Webp.Compression> compressions = Shapes.words(Webp.Compression.class, Webp.Compression::token);
        rows.add(encoder(
                List.of("webp_options", "webpo"),
                "compression:smart_subsample:preset",
                "How WebP files are written: `lossy`, `near_lossless` or `lossless`, with colours subsampled more"
                        + " carefully, for `default`, `photo`, `picture`, `drawing`, `icon` or `text`.",
                Shapes.each(
                        new Slot<>(
                                "compression",
                                compressions,
                                (to, value) -> to.output().compression = Optional.of(value)),
                        Shapes.flag("smart_subsample", (to, value) -> to.output().smartSubsample = Optional.of(value)),
                        new Slot<>(
                                "preset",
                                words("default", "photo", "picture", "drawing", "icon", "text"),
                                (to, value) -> to.output().preset = Optional.of(value)))));
        rows.add(encoder(
                List.of("avif_options", "avifo"),
                "subsample",
                "Whether colours of AVIF files are subsampled: `auto`, `on` or `off`.",
                Shapes.each(new Slot<>(
                        "subsample",
                        words("auto", "on", "off"),
                        (to, value) -> to.output().avifSubsample = Optional.of(value)))));
    }

    private static Option encoder(List<String> names, String syntax, String sentence, Option.Effect effect) {
        return new Option(names, syntax, sentence, effect, Parameter.signed(names.get(0), syntax, effect, sentence));
    }

    private static Reader<String> words(String... all) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : all) {
            words.put(word, word);
        }
        return Readers.oneOf(words);
    }
}
