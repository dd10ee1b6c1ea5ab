package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Reading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Rows about how an original is taken in. */
final class ReadingRows {
    private static final int LONGEST_STYLE = 4096;
    /** Formats of imgproxy's that are never an original here, so that there is nothing to skip. */
    private static final Set<String> NEVER_READ = Set.of("mp4", "pdf");
    /** Hexadecimal digits of each sum. */
    private static final Map<String, Integer> HASHES = hashes();

    private ReadingRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        pages(rows);
        treatment(rows);
        limits(rows);
        return rows;
    }

    private static void pages(List<Option> rows) {
        Option.Effect page = Shapes.one(Readers.whole(0, Integer.MAX_VALUE), (to, value) -> to.reading().page = value);
        rows.add(new Option(
                List.of("page", "pg"),
                "number",
                "Which page or frame of the original is used, counted from 0.",
                page,
                Parameter.signed(
                        "pg",
                        "a whole number from 0 on",
                        page,
                        "Which page or frame of the original is used, counted from 0.")));
        Option.Effect pages =
                Shapes.one(Readers.whole(1, Integer.MAX_VALUE), (to, value) -> to.reading().pages = value);
        rows.add(new Option(
                List.of("pages", "pgs"),
                "number",
                "How many pages or frames are put under each other.",
                pages,
                Parameter.signed(
                        "pgs",
                        "a whole number from 1 on",
                        pages,
                        "How many pages or frames are put under each other.")));
        Option.Effect still = Shapes.one(Readers.flag(), (to, value) -> to.reading().still = value);
        rows.add(new Option(
                List.of("disable_animation", "da"),
                "flag",
                "Whether an animation becomes a still picture.",
                still,
                Parameter.signed(
                        "disable_animation",
                        Readers.flag().accepted(),
                        still,
                        "Whether an animation becomes a still picture.")));
    }

    private static void treatment(List<Option> rows) {
        Option.Effect small = Shapes.ownSwitch((to, value) -> to.reading().enforceThumbnail = value);
        String what = "Whether the small picture inside an HEIC or AVIF file is used, where there is one.";
        rows.add(new Option(
                List.of("enforce_thumbnail", "eth"),
                "flag",
                what,
                small,
                Parameter.signed("enforce_thumbnail", Readers.flag().accepted(), small, what)));
        rows.add(new Option(
                List.of("style", "st", "stl"),
                "css",
                "A style put into an SVG: base64url. `stl` is what imgproxy's npm client writes.",
                Shapes.oneOrUnset(Readers.base64(LONGEST_STYLE), (to, value) -> to.reading().style = value)));
        rows.add(new Option(
                List.of("skip_processing", "skp", "sp"),
                "format:format:…",
                "Originals of these formats are passed on as they are where no other format is asked for. `sp` is what"
                        + " imgproxy's npm client writes.",
                ReadingRows::skip));
        rows.add(new Option(
                List.of("hashsum", "hs"),
                "type:sum",
                "Refuses an original whose bytes have another sum: `md5`, `sha1`, `sha256` or `sha512` in hexadecimal"
                        + " digits; `none` = anything.",
                ReadingRows::hashsum));
    }

    private static void skip(Arguments arguments, RequestBuilder to) throws ImageException {
        Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
        for (int i = 0; i < arguments.count(); i++) {
            if (arguments.given(i) && !NEVER_READ.contains(arguments.text(i))) {
                formats.add(arguments.read(i, Readers.format()));
            }
        }
        to.reading().unprocessed = Set.copyOf(formats);
    }

    private static void hashsum(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(2);
        String type = arguments.read(0, "type", Readers.oneOf(hashNames()));
        if (type.equals("none")) {
            to.reading().hashsum = Optional.empty();
            return;
        }
        int digits = HASHES.getOrDefault(type, 0);
        Reader<String> sums = Readers.matching(digits + " hexadecimal digits", "[0-9a-fA-F]{" + digits + "}");
        String sum = arguments.read(1, "sum", sums).toLowerCase(Locale.ROOT);
        to.reading().hashsum = Optional.of(new Reading.Hashsum(type, sum));
    }

    private static Map<String, Integer> hashes() {
        Map<String, Integer> digits = new LinkedHashMap<>();
        digits.put("md5", 32);
        digits.put("sha1", 40);
        digits.put("sha256", 64);
        digits.put("sha512", 128);
        return digits;
    }

    private static Map<String, String> hashNames() {
        Map<String, String> names = new LinkedHashMap<>(Map.of("none", "none"));
        HASHES.keySet().forEach(name -> names.put(name, name));
        return names;
    }

    private static void limits(List<Option> rows) {
        Reader<OptionalInt> whole = Readers.wholeOrUnset(Integer.MAX_VALUE);
        rows.add(limit(
                List.of("max_src_resolution", "msr"),
                "megapixels",
                "The most megapixels of the original",
                Shapes.one(Readers.decimalOrUnset(Integer.MAX_VALUE), (to, value) -> to.reading().megapixels = value)));
        rows.add(limit(
                List.of("max_src_file_size", "msfs"),
                "bytes",
                "The most bytes of the original",
                Shapes.one(Readers.longOrUnset(), (to, value) -> to.reading().fileSize = value)));
        rows.add(limit(
                List.of("max_animation_frames", "maf"),
                "number",
                "The most frames of an animation",
                Shapes.one(whole, (to, value) -> to.reading().frames = value)));
        rows.add(limit(
                List.of("max_animation_frame_resolution", "mafr"),
                "megapixels",
                "The most megapixels of one frame of an animation",
                Shapes.one(
                        Readers.decimalOrUnset(Integer.MAX_VALUE),
                        (to, value) -> to.reading().frameMegapixels = value)));
        rows.add(limit(
                List.of("max_result_dimension", "mrd"),
                "pixels",
                "The longest side of the result",
                Shapes.one(whole, (to, value) -> to.reading().resultDimension = value)));
    }

    private static Option limit(List<String> names, String syntax, String sentence, Option.Effect effect) {
        return new Option(
                names,
                syntax,
                sentence + "; 0 = the server's. Only with `tomthumb.img.allow-security-options`.",
                Shapes.security(effect));
    }
}
