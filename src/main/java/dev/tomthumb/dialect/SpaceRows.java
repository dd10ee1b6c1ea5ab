package dev.tomthumb.dialect;

import dev.tomthumb.dialect.Shapes.Slot;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows about what surrounds a picture and lies behind it. */
final class SpaceRows {
    private static final String EXTEND = "flag:gravity:x:y";

    private SpaceRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        Option.Effect extend = extend(pass -> pass.extend);
        rows.add(new Option(
                List.of("extend", "ex"),
                EXTEND,
                "Whether a picture smaller than the size asked for is filled up to it, and where it then lies; the"
                        + " middle if nothing is said.",
                extend,
                Parameter.signed(
                        "extend", EXTEND, extend, "Whether a picture smaller than `w` and `h` is filled up to them.")));
        Option.Effect proportions = extend(pass -> pass.extendAspectRatio);
        rows.add(new Option(
                List.of("extend_aspect_ratio", "extend_ar", "exar"),
                EXTEND,
                "Whether a picture is filled up to the proportions of the size asked for.",
                proportions,
                Parameter.signed(
                        "extend_aspect_ratio",
                        EXTEND,
                        proportions,
                        "Whether a picture is filled up to the proportions of `w` and `h`.")));
        rows.add(new Option(
                List.of("padding", "pd"),
                "top:right:bottom:left",
                "Space around the picture in CSS pixels; what is not given follows as in CSS.",
                SpaceRows::padding,
                Parameter.signed(
                        "pad",
                        "one to four whole numbers: top, right, bottom, left",
                        SpaceRows::padding,
                        "Space around the picture in CSS pixels; what is not given follows as in CSS.")));
        rows.add(new Option(
                List.of("background", "bg"),
                "R:G:B, or hex",
                "The colour behind transparent pixels; empty = none.",
                Shapes.color((to, value) -> to.pass().background = value),
                Parameter.of(
                        "bg",
                        Readers.hexColor(),
                        (to, value) -> to.pass().background = Optional.of(value),
                        "The colour behind transparent pixels.")));
        Option.Effect opacity = Shapes.one(Readers.decimal(0, 1), (to, value) -> to.pass().backgroundOpacity = value);
        rows.add(new Option(
                List.of("background_alpha", "bga"),
                "opacity",
                "How opaque the background is, 0 to 1.",
                opacity,
                Parameter.signed(
                        "background_alpha", Readers.decimal(0, 1).accepted(), opacity, "How opaque `bg` is.")));
        return rows;
    }

    private static Option.Effect extend(Function<PassBuilder, ExtendBuilder> which) {
        return Shapes.eachThen(
                List.of(Shapes.flag("flag", (to, value) -> which.apply(to.pass()).on = value)),
                3,
                Shapes.placing(to -> which.apply(to.pass()).gravity));
    }

    /** Each side given also says the sides that follow it (imgproxy features, section 4). */
    private static void padding(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(4);
        Reader<Integer> side = Readers.whole(0, Integer.MAX_VALUE);
        PassBuilder pass = to.pass();
        new Slot<>("top", side, (builder, value) -> {
                    pass.padTop = value;
                    pass.padRight = value;
                    pass.padBottom = value;
                    pass.padLeft = value;
                })
                .apply(arguments, 0, to);
        new Slot<>("right", side, (builder, value) -> {
                    pass.padRight = value;
                    pass.padLeft = value;
                })
                .apply(arguments, 1, to);
        new Slot<>("bottom", side, (builder, value) -> pass.padBottom = value).apply(arguments, 2, to);
        new Slot<>("left", side, (builder, value) -> pass.padLeft = value).apply(arguments, 3, to);
    }
}
