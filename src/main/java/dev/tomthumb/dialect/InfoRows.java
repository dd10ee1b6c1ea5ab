package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.InfoSpec.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of imgproxy Pro's info endpoint (imgproxy features, section 5). */
final class InfoRows {
    private static final String DETECTION = "nothing here detects objects";
    private static final String VIDEO = "videos are no originals here";
    private static final int MOST_COLORS = 256;
    private static final int MOST_COMPONENTS = 9;
    /** Options that say the same about a document as about a picture. */
    private static final List<String> SHARED = List.of(
            "page",
            "hashsum",
            "cachebuster",
            "expires",
            "max_src_resolution",
            "max_src_file_size",
            "cache_tags",
            "bypass_cache");

    private InfoRows() {}

    /** @param pictures the options of pictures by name */
    static List<Option> rows(Map<String, Option> pictures) {
        List<Option> rows = new ArrayList<>();
        file(rows);
        metadata(rows);
        samples(rows);
        colors(rows);
        hashes(rows);
        rows.add(new Option(
                List.of(DeliveryRows.PRESET, "pr"),
                "name:name:…",
                "Does what the presets of these names say (`tomthumb.img.info-presets`).",
                (arguments, to) -> {
                    for (String name : arguments.texts()) {
                        to.preset(name);
                    }
                }));
        for (String name : SHARED) {
            rows.add(Optional.ofNullable(pictures.get(name)).orElseThrow().withoutParameters());
        }
        absent(rows);
        return rows;
    }

    private static void file(List<Option> rows) {
        rows.add(flag(List.of("size", "s"), Fact.SIZE, "`size`: the bytes of the file. On unless switched off."));
        rows.add(flag(
                List.of("format", "f"),
                Fact.FORMAT,
                "`format`: the format by its content, and `mime_type`. On unless switched off."));
        rows.add(
                flag(
                        List.of("dimensions", "d"),
                        Fact.DIMENSIONS,
                        "`width` and `height` as a viewer sees them, and `orientation`: EXIF's, 1 to 8. On unless switched off."));
    }

    private static void metadata(List<Option> rows) {
        rows.add(new Option(
                List.of("exif"),
                "flag:canonical_names",
                "`exif`: names and values; with `canonical_names` the standard's names (`DateTimeOriginal`). On unless"
                        + " switched off.",
                modified("exif", Fact.EXIF, "canonical_names", Fact.CANONICAL_NAMES)));
        rows.add(flag(
                List.of("iptc"),
                Fact.IPTC,
                "`iptc`: names and values of IPTC-IIM, and `photoshop.resolution`. On unless switched off."));
        rows.add(flag(
                List.of("xmp"),
                Fact.XMP,
                "`xmp`: properties by the prefix of their namespace. On unless switched off."));
    }

    private static void samples(List<Option> rows) {
        rows.add(flag(
                List.of("colorspace", "cs"),
                Fact.COLORSPACE,
                "`colorspace`: `srgb`, `rgb16`, `b-w`, `grey16` or `cmyk`."));
        rows.add(flag(List.of("bands", "b"), Fact.BANDS, "`bands`: samples per pixel, alpha counted."));
        rows.add(flag(
                List.of("sample_format", "sf"), Fact.SAMPLE_FORMAT, "`sample_format`: `uchar`, `ushort` or `float`."));
        rows.add(flag(List.of("pages_number", "pn"), Fact.PAGES_NUMBER, "`pages_number`: pages or frames."));
        rows.add(new Option(
                List.of("alpha", "a"),
                "flag:check_transparency",
                "`alpha.alpha`: whether there is an alpha channel; with `check_transparency` also"
                        + " `alpha.transparency`: whether a pixel is not opaque (reads all pixels).",
                modified("alpha", Fact.ALPHA, "check_transparency", Fact.TRANSPARENCY)));
        rows.add(new Option(
                List.of("crop", "c"),
                "width:height:gravity:x:y",
                "`crop`: where the part lies that such a crop would keep, `left`, `top`, `width` and `height` as shares"
                        + " of the sides.",
                CutRows.crop()));
    }

    private static void colors(List<Option> rows) {
        Reader<OptionalInt> colors = new Reader<>(
                "0 (none), or a whole number from 2 to " + MOST_COLORS,
                text -> Readers.wholeOrUnset(MOST_COLORS).read(text).filter(number -> number.orElse(0) != 1));
        rows.add(new Option(
                List.of("palette", "p"),
                "colors",
                "`palette`: at most so many colours, 2 to 256, the most frequent first; 0 = none.",
                Shapes.one(colors, (to, value) -> to.info().palette = value)));
        rows.add(new Option(
                List.of("average", "avg"),
                "flag:ignore_transparent",
                "`average`: the mean colour; unless `ignore_transparent` is switched off, pixels that are wholly"
                        + " transparent do not count.",
                Shapes.firstThen(
                        told("average", Fact.AVERAGE),
                        Shapes.flag(
                                "ignore_transparent",
                                (to, ignored) -> to.info().tell(Fact.AVERAGE_OF_ALL, !ignored)))));
        rows.add(new Option(
                List.of("dominant_colors", "dc"),
                "flag:build_missed",
                "`dominant_colors`: `vibrant`, `light_vibrant`, `dark_vibrant`, `muted`, `light_muted` and"
                        + " `dark_muted`, as far as they are there; with `build_missed` the others are made of those.",
                modified("dominant_colors", Fact.DOMINANT_COLORS, "build_missed", Fact.BUILD_MISSED)));
    }

    private static void hashes(List<Option> rows) {
        Reader<Integer> components = Readers.whole(0, MOST_COMPONENTS);
        rows.add(new Option(
                List.of("blurhash", "bh"),
                "x_components:y_components",
                "`blurhash`: a BlurHash of so many components, 1 to 9 each; 0 = none.",
                Shapes.firstThen(
                        new Shapes.Slot<>("x_components", components, (to, value) -> to.info().blurAcross = value),
                        new Shapes.Slot<>("y_components", components, (to, value) -> to.info().blurDown = value))));
        rows.add(
                flag(List.of("thumb_hash", "th"), Fact.THUMB_HASH, "`thumb_hash`: a ThumbHash in hexadecimal digits."));
        rows.add(flag(
                List.of("perceptual_hash", "phash", "ph"),
                Fact.PERCEPTUAL_HASH,
                "`perceptual_hash`: 64 bits in hexadecimal digits; the fewer of them differ, the more alike are two"
                        + " pictures."));
        rows.add(new Option(
                List.of("calc_hashsums", "chs"),
                "type:type:…",
                "`hashsums`: sums of the file, `md5`, `sha1`, `sha256` or `sha512`.",
                InfoRows::hashsums));
    }

    private static void hashsums(Arguments arguments, RequestBuilder to) throws ImageException {
        Map<String, String> names = new TreeMap<>();
        List.of("md5", "sha1", "sha256", "sha512").forEach(name -> names.put(name, name));
        Set<String> asked = new TreeSet<>();
        arguments.refuseMoreThan(2 * names.size());
        for (int i = 0; i < arguments.count(); i++) {
            if (arguments.given(i)) {
                asked.add(arguments.read(i, Readers.oneOf(names)));
            }
        }
        to.info().hashsums = List.copyOf(asked);
    }

    private static void absent(List<Option> rows) {
        rows.add(Option.absent(List.of("video_meta", "vm"), "flag", VIDEO));
        rows.add(Option.absent(List.of("video_thumbnail_second", "vts"), "seconds", VIDEO));
        rows.add(Option.absent(List.of("video_thumbnail_keyframes", "vtk"), "flag", VIDEO));
        rows.add(Option.absent(List.of("detect_objects", "do"), "flag", DETECTION));
        rows.add(Option.absent(List.of("classify", "cl"), "top_k:class:…", "nothing here classifies pictures"));
    }

    private static Option flag(List<String> names, Fact fact, String sentence) {
        return new Option(
                names,
                "flag",
                sentence,
                Shapes.one(Readers.flag(), (to, told) -> to.info().tell(fact, told)));
    }

    /** A fact, and a switch that says how it is told; off unless it is switched on. */
    private static Option.Effect modified(String name, Fact fact, String how, Fact modifier) {
        return Shapes.firstThen(told(name, fact), told(how, modifier));
    }

    private static Shapes.Slot<Boolean> told(String name, Fact fact) {
        return Shapes.flag(name, (to, told) -> to.info().tell(fact, told));
    }
}
