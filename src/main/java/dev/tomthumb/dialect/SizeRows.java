package dev.tomthumb.dialect;

import dev.tomthumb.dialect.Shapes.Slot;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Resize;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Rows about the size of the result. */
final class SizeRows {
    /** No file format that browsers know holds a longer side than JPEG's 16 bits (T.81, B.2.2). */
    private static final int LARGEST_SIDE = 65_535;

    private static final Reader<OptionalInt> SIDE = Readers.wholeOrUnset(Integer.MAX_VALUE);
    private static final Reader<OptionalInt> QUERY_SIDE = new Reader<>(
            Readers.whole(1, LARGEST_SIDE).accepted(),
            text -> Readers.whole(1, LARGEST_SIDE).read(text).map(OptionalInt::of));

    private SizeRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        boxes(rows);
        sides(rows);
        factors(rows);
        return rows;
    }

    private static void boxes(List<Option> rows) {
        Reader<Resize.Mode> mode = Shapes.words(Resize.Mode.class, Resize.Mode::token);
        List<Slot<?>> box = List.of(
                new Slot<>("width", SIDE, (to, value) -> to.resize().width = value),
                new Slot<>("height", SIDE, (to, value) -> to.resize().height = value),
                Shapes.flag("enlarge", (to, value) -> to.resize().enlarge = value),
                Shapes.flag("extend", (to, value) -> to.pass().extend.on = value));
        List<Slot<?>> typedBox = new ArrayList<>(box);
        typedBox.add(0, new Slot<>("type", mode, (to, value) -> to.resize().mode = value));
        Option.Effect place = Shapes.placing(to -> to.pass().extend.gravity);

        rows.add(new Option(
                List.of("resize", "rs"),
                "type:width:height:enlarge:extend:gravity:x:y",
                "Resizing type, width, height, enlarge and extend in one; an empty or missing argument leaves what was"
                        + " said before.",
                Shapes.eachThen(typedBox, 3, place)));
        rows.add(new Option(
                List.of("size", "s"),
                "width:height:enlarge:extend:gravity:x:y",
                "As `resize`, without the type.",
                Shapes.eachThen(box, 3, place)));
        rows.add(new Option(
                List.of("resizing_type", "rt"),
                "type",
                "How the picture meets the box: inside it (`fit`), covering it and cut (`fill`; `fill-down` keeps the"
                        + " box's proportions when the original is too small), exactly (`force`), or `fill` when both"
                        + " are landscape or both portrait, else `fit` (`auto`).",
                Shapes.one(mode, (to, value) -> to.resize().mode = value),
                Parameter.of(
                        "fit",
                        FitValues.reader(),
                        (to, value) -> to.resize().mode = value,
                        "How the picture meets the box when `w` and `h` are given: inside it (`clip`, `max`, `contain`;"
                                + " the default), covering it in the box's proportions and cut (`crop`, `cover`,"
                                + " `min`), or exactly (`scale`). Nothing is enlarged without `enlarge`. `fill` is"
                                + " refused: in imgix it pads, in CSS it stretches, in imgproxy it cuts.")));
        Reader<Resize.Kernel> kernel = Shapes.words(Resize.Kernel.class, Resize.Kernel::token);
        Option.Effect resample = Shapes.oneOrUnset(kernel, (to, value) -> to.resize().kernel = value);
        rows.add(new Option(
                List.of("resizing_algorithm", "ra"),
                "name",
                "How samples are weighed: `nearest`, `linear`, `cubic`, `lanczos2` or `lanczos3`.",
                resample,
                Parameter.signed("resizing_algorithm", kernel.accepted(), resample, "How samples are weighed.")));
    }

    private static void sides(List<Option> rows) {
        rows.add(new Option(
                List.of("width", "w"),
                "pixels",
                "Target width; 0 = follows the height by aspect.",
                Shapes.one(SIDE, (to, value) -> to.resize().width = value),
                Parameter.of(
                        "w", QUERY_SIDE, (to, value) -> to.resize().width = value, "Target width in CSS pixels.")));
        rows.add(new Option(
                List.of("height", "h"),
                "pixels",
                "Target height; 0 = follows the width by aspect.",
                Shapes.one(SIDE, (to, value) -> to.resize().height = value),
                Parameter.of(
                        "h", QUERY_SIDE, (to, value) -> to.resize().height = value, "Target height in CSS pixels.")));
        rows.add(new Option(
                List.of("min-width", "mw"),
                "pixels",
                "Least width, even if the picture must grow for it; `width` and `height` then cut.",
                Shapes.one(SIDE, (to, value) -> to.resize().minWidth = value),
                Parameter.signed(
                        "min-w",
                        QUERY_SIDE,
                        (to, value) -> to.resize().minWidth = value,
                        "Least width, even if the picture must grow for it.")));
        rows.add(new Option(
                List.of("min-height", "mh"),
                "pixels",
                "Least height, even if the picture must grow for it; `width` and `height` then cut.",
                Shapes.one(SIDE, (to, value) -> to.resize().minHeight = value),
                Parameter.signed(
                        "min-h",
                        QUERY_SIDE,
                        (to, value) -> to.resize().minHeight = value,
                        "Least height, even if the picture must grow for it.")));
    }

    private static void factors(List<Option> rows) {
        rows.add(new Option(
                List.of("zoom", "z"),
                "xy, or x:y",
                "Multiplies the target size; no offset and no padding.",
                SizeRows::zoom,
                Parameter.signed(
                        "zoom", "a number greater than 0, or two", SizeRows::zoom, "Multiplies the target size.")));
        rows.add(new Option(
                List.of("dpr"),
                "ratio",
                "Device pixel ratio: multiplies the target, offsets and paddings, without enlarging.",
                Shapes.one(Readers.positive(), (to, value) -> to.resize().dpr = value),
                Parameter.of(
                        "dpr",
                        Readers.decimal(0.1, 10),
                        (to, value) -> to.resize().dpr = value,
                        "Device pixel ratio: multiplies `w` and `h`, without enlarging.")));
        Option.Effect enlarge = Shapes.one(Readers.flag(), (to, value) -> to.resize().enlarge = value);
        rows.add(new Option(
                List.of("enlarge", "el"),
                "flag",
                "Whether a picture smaller than the box may grow.",
                enlarge,
                Parameter.signed(
                        "enlarge",
                        Readers.flag().accepted(),
                        enlarge,
                        "Whether a picture smaller than the box may grow.")));
    }

    private static void zoom(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(2);
        if (arguments.count() == 1) {
            to.resize().zoom(arguments.read(0, Readers.positive()));
            return;
        }
        to.resize().zoomX = arguments.read(0, "x", Readers.positive());
        to.resize().zoomY = arguments.read(1, "y", Readers.positive());
    }
}
