package dev.tomthumb.dialect;

import dev.tomthumb.config.NearestName;
import dev.tomthumb.dialect.Effects.Slot;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything one can ask for, once: both dialects read it, the writers and the documentation too. Another option is
 * another row of {@link #rows()}.
 *
 * <p>Names, arguments and empty-argument rules are imgproxy's (features, section 4); parameters are named as imgix
 * names them where it has one.
 */
public final class OptionTable {
    /** No file format that browsers know holds a longer side than JPEG's 16 bits (T.81, B.2.2). */
    private static final int LARGEST_SIDE = 65_535;

    private static final int LONGEST_VERSION = 256;
    private static final Reader<OptionalInt> SIDE = Readers.wholeOrUnset(Integer.MAX_VALUE);
    private static final Reader<OptionalInt> QUERY_SIDE = new Reader<>(
            Readers.whole(1, LARGEST_SIDE).accepted(),
            text -> Readers.whole(1, LARGEST_SIDE).read(text).map(OptionalInt::of));

    private static final OptionTable STANDARD = new OptionTable(rows());

    private final List<Option> options;
    private final Map<String, Option> byName = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    private OptionTable(List<Option> rows) {
        options = List.copyOf(rows);
        for (Option option : options) {
            option.names().forEach(name -> enter(byName, name, option));
            option.parameters().forEach(parameter -> enter(parameters, parameter.name(), parameter));
        }
    }

    private static <T> void enter(Map<String, T> into, String name, T row) {
        if (into.put(name, row) != null) {
            throw new IllegalStateException("two rows of the option table are called " + name);
        }
    }

    /** The options of this version. */
    public static OptionTable standard() {
        return STANDARD;
    }

    /** The rows, in the order of the documentation. */
    public List<Option> options() {
        return options;
    }

    /** The query parameter of that name; case matters. */
    public Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The imgproxy option of that name or alias, if there is one; case matters. */
    public Optional<Option> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The imgproxy option of that name or alias.
     *
     * @throws ImageException {@link Problem#UNKNOWN_OPTION}, with the nearest known name or all of them
     */
    public Option named(String name) throws ImageException {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private ImageException unknown(String name) {
        String advice = NearestName.of(name, byName.keySet())
                .map(nearest -> "; did you mean " + UrlText.quoted(nearest) + "?")
                .orElseGet(() -> "; there are "
                        + String.join(", ", options.stream().map(Option::name).toList()) + ".");
        return new ImageException(Problem.UNKNOWN_OPTION, "Unknown option " + UrlText.quoted(name) + advice);
    }

    private static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        sizes(rows);
        cuts(rows);
        output(rows);
        delivery(rows);
        return rows;
    }

    private static void sizes(List<Option> rows) {
        Reader<Resize.Mode> mode = Effects.mode();
        Slot<Resize.Mode> modeSlot = new Slot<>("type", mode, RequestBuilder::mode);
        List<Slot<?>> box = List.of(
                new Slot<>("width", SIDE, RequestBuilder::width),
                new Slot<>("height", SIDE, RequestBuilder::height),
                new Slot<>("enlarge", Readers.flag(), RequestBuilder::enlarge),
                new Slot<>("extend", Readers.flagThatMustBeOff("extending is not available"), (to, off) -> {}));
        List<Slot<?>> typedBox = new ArrayList<>(box);
        typedBox.add(0, modeSlot);

        rows.add(new Option(
                List.of("resize", "rs"),
                "type:width:height:enlarge:extend:gravity:x:y",
                "Resizing type, width, height and enlarge in one; an empty or missing argument leaves what was said"
                        + " before. `extend` must be 0.",
                Effects.eachThenUnusedGravity(typedBox)));
        rows.add(new Option(
                List.of("size", "s"),
                "width:height:enlarge:extend:gravity:x:y",
                "As `resize`, without the type.",
                Effects.eachThenUnusedGravity(box)));
        rows.add(new Option(
                List.of("resizing_type", "rt"),
                "type",
                "How the picture meets the box: inside it (`fit`), covering it and cut (`fill`; `fill-down` keeps the"
                        + " box's proportions when the original is too small), exactly (`force`), or `fill` when both"
                        + " are landscape or both portrait, else `fit` (`auto`).",
                Effects.one(mode, RequestBuilder::mode),
                Parameter.of(
                        "fit",
                        FitValues.reader(),
                        RequestBuilder::mode,
                        "How the picture meets the box when `w` and `h` are given: inside it (`clip`, `max`, `contain`;"
                                + " the default), covering it in the box's proportions and cut (`crop`, `cover`,"
                                + " `min`), or exactly (`scale`). Nothing is ever enlarged. `fill` is refused:"
                                + " in imgix it pads, in CSS it stretches, in imgproxy it cuts.")));
        rows.add(new Option(
                List.of("width", "w"),
                "pixels",
                "Target width; 0 = follows the height by aspect.",
                Effects.one(SIDE, RequestBuilder::width),
                Parameter.of("w", QUERY_SIDE, RequestBuilder::width, "Target width in CSS pixels.")));
        rows.add(new Option(
                List.of("height", "h"),
                "pixels",
                "Target height; 0 = follows the width by aspect.",
                Effects.one(SIDE, RequestBuilder::height),
                Parameter.of("h", QUERY_SIDE, RequestBuilder::height, "Target height in CSS pixels.")));
        rows.add(new Option(
                List.of("enlarge", "el"),
                "flag",
                "Whether a picture smaller than the box may grow.",
                Effects.one(Readers.flag(), RequestBuilder::enlarge)));
        rows.add(new Option(
                List.of("dpr"),
                "ratio",
                "Device pixel ratio: multiplies the target, without enlarging.",
                Effects.one(Readers.positive(), RequestBuilder::dpr),
                Parameter.of(
                        "dpr",
                        Readers.decimal(0.1, 10),
                        RequestBuilder::dpr,
                        "Device pixel ratio: multiplies `w` and `h`, without enlarging.")));
    }

    private static void cuts(List<Option> rows) {
        rows.add(new Option(
                List.of("gravity", "g"),
                "type:x:y",
                "What survives a cut: an edge or corner with optional offsets (pixels from 1 on, a share of the side"
                        + " below), or a focal point `fp:x:y`.",
                Effects.gravity(),
                Parameter.of(
                        "crop",
                        CropValues.reader(),
                        RequestBuilder::crop,
                        "What survives a cut: an edge, a corner (`top,left`), the `center`, or the `focalpoint` that"
                                + " `fp-x` and `fp-y` name."),
                Parameter.of(
                        "fp-x",
                        Readers.decimal(0, 1),
                        RequestBuilder::focalX,
                        "The focal point's distance from the left, as a share of the width; 0.5 if only `fp-y` is"
                                + " given. Means `crop=focalpoint` unless `crop` says otherwise."),
                Parameter.of(
                        "fp-y",
                        Readers.decimal(0, 1),
                        RequestBuilder::focalY,
                        "The focal point's distance from the top, as a share of the height; 0.5 if only `fp-x` is"
                                + " given.")));
    }

    private static void output(List<Option> rows) {
        rows.add(new Option(
                List.of("quality", "q"),
                "percent",
                "Quality of a lossy format; 0 = the format's configured one.",
                Effects.one(Readers.wholeOrUnset(100), RequestBuilder::quality),
                Parameter.of(
                        "q",
                        Readers.whole(1, 100),
                        (to, quality) -> to.quality(OptionalInt.of(quality)),
                        "Quality of a lossy format.")));
        rows.add(new Option(
                List.of("format", "f", "ext"),
                "name",
                "The file format. An extension behind the source (`@png`, `.png`) is stronger.",
                Effects.one(Readers.format(), RequestBuilder::format),
                Parameter.of("fm", Readers.format(), RequestBuilder::format, "The file format."),
                Parameter.of(
                        "auto",
                        Readers.oneOf(Map.of("format", true)),
                        RequestBuilder::negotiated,
                        "Lets the browser's `Accept` choose the format; without effect beside `fm`.")));
        rows.add(new Option(
                List.of("background", "bg"),
                "R:G:B, or hex",
                "The colour behind transparent pixels; empty = none.",
                Effects.background(),
                Parameter.of(
                        "bg",
                        Readers.hexColor(),
                        (to, color) -> to.background(Optional.of(color)),
                        "The colour behind transparent pixels.")));
    }

    private static void delivery(List<Option> rows) {
        Reader<Optional<String>> version = Readers.text(LONGEST_VERSION);
        rows.add(new Option(
                List.of("cachebuster", "cb"),
                "text",
                "Another text is another rendition in every cache; the picture is the same.",
                Effects.one(version, RequestBuilder::version),
                Parameter.companion(
                        "v",
                        version,
                        RequestBuilder::version,
                        "Another text is another rendition in every cache; the picture is the same.")));
        rows.add(new Option(
                List.of("expires", "exp"),
                "seconds",
                "When the URL ends, in Unix seconds; 0 = never.",
                Effects.one(Readers.expiry(), RequestBuilder::expires),
                Parameter.companion(
                        "expires", Readers.expiry(), RequestBuilder::expires, "When the URL ends, in Unix seconds.")));
        rows.add(new Option(
                List.of("filename", "fn"),
                "name:encoded",
                "The name under which a browser saves the picture, without extension; base64url if `encoded` is true.",
                Effects.filename()));
        rows.add(new Option(
                List.of("return_attachment", "att"),
                "flag",
                "Whether the browser shall save the picture instead of showing it.",
                Effects.one(Readers.flag(), RequestBuilder::attachment)));
    }
}
