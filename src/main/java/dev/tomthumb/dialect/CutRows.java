package dev.tomthumb.dialect;

import dev.tomthumb.dialect.Shapes.Slot;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows about what of a picture is used, and how it is turned. */
final class CutRows {
    private CutRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        gravity(rows);
        crop(rows);
        turn(rows);
        return rows;
    }

    private static void gravity(List<Option> rows) {
        Option.Effect gravity = Shapes.gravity(to -> to.pass().gravity);
        rows.add(new Option(
                List.of("gravity", "g"),
                "type:x:y",
                "What survives a cut: an edge or corner with optional offsets (pixels from 1 on, a share of the side"
                        + " below), a focal point `fp:x:y`, or what there is most to see of (`sm`).",
                gravity,
                Parameter.of(
                        "crop",
                        CropValues.reader(),
                        (to, value) -> to.pass().gravity.word(value),
                        "What survives a cut: an edge, a corner (`top,left`), the `center`, the `focalpoint` that"
                                + " `fp-x` and `fp-y` name, or what there is most to see of (`smart`)."),
                Parameter.of(
                        "fp-x",
                        Readers.decimal(0, 1),
                        (to, value) -> to.pass().gravity.focalX(value),
                        "The focal point's distance from the left, as a share of the width; 0.5 if only `fp-y` is"
                                + " given. Means `crop=focalpoint` unless `crop` says otherwise."),
                Parameter.of(
                        "fp-y",
                        Readers.decimal(0, 1),
                        (to, value) -> to.pass().gravity.focalY(value),
                        "The focal point's distance from the top, as a share of the height; 0.5 if only `fp-x` is"
                                + " given."),
                Parameter.signed(
                        "gravity",
                        "type:x:y",
                        gravity,
                        "imgproxy's gravity, which knows offsets; `crop` and `fp-x` are stronger.")));
    }

    private static void crop(List<Option> rows) {
        Option.Effect crop = crop();
        rows.add(new Option(
                List.of("crop", "c"),
                "width:height:gravity:x:y",
                "The part of the original that is used: pixels from 1 on, a share of the side below, 0 = the whole"
                        + " side. Without a gravity of its own `gravity` says where it lies.",
                crop,
                Parameter.signed(
                        "rect",
                        "left, top, width and height, separated by commas",
                        CutRows::rect,
                        "The part of the original that is used; pixels from 1 on, a share of the side below."),
                Parameter.signed(
                        "source_crop", "width:height:gravity:x:y", crop, "As `rect`, with imgproxy's gravity.")));
        Option.Effect aspect = Shapes.firstThen(
                new Slot<>(
                        "ratio",
                        Readers.fromZero(),
                        (to, value) ->
                                to.pass().crop.ratio = value == 0 ? OptionalDouble.empty() : OptionalDouble.of(value)),
                Shapes.flag("enlarge", (to, value) -> to.pass().crop.enlarge = value));
        rows.add(new Option(
                List.of("crop_aspect_ratio", "crop_ar", "car"),
                "ratio:enlarge",
                "Brings the part of the original that is used to this width divided by height, by shrinking or, with"
                        + " `enlarge`, by growing it; 0 = as it is.",
                aspect,
                Parameter.signed(
                        "crop_aspect_ratio",
                        "ratio:enlarge",
                        aspect,
                        "Brings the part of the original that is used to this width divided by height.")));
        Option.Effect trim = trim();
        rows.add(new Option(
                List.of("trim", "t"),
                "threshold:color:equal_hor:equal_ver",
                "Takes off borders that differ by no more than the threshold from a colour (without one: that of the"
                        + " pixel at the top left; `ff00ff` for transparency), on request the same on both sides. An"
                        + " empty threshold switches it off.",
                trim,
                Parameter.signed(
                        "trim", "threshold:color:equal_hor:equal_ver", trim, "Takes off borders of one colour.")));
    }

    /** imgproxy's crop. */
    static Option.Effect crop() {
        Option.Effect gravity = Shapes.gravity(to -> to.pass().crop.gravity());
        return (arguments, to) -> {
            arguments.refuseMoreThan(5);
            to.pass().crop.width = arguments.read(0, "width", Readers.fromZero());
            to.pass().crop.height = arguments.given(1) ? arguments.read(1, "height", Readers.fromZero()) : 0;
            if (arguments.given(2)) {
                gravity.apply(arguments.from(2), to);
            }
        };
    }

    private static void rect(Arguments arguments, RequestBuilder to) throws ImageException {
        if (arguments.count() != 4) {
            throw arguments.refusal(arguments.joined(), "", "left, top, width and height");
        }
        CropBuilder crop = to.pass().crop;
        crop.gravity().type(Gravity.Type.NORTH_WEST);
        crop.gravity().x(arguments.read(0, "left", Readers.fromZero()));
        crop.gravity().y(arguments.read(1, "top", Readers.fromZero()));
        crop.width = arguments.read(2, "width", Readers.positive());
        crop.height = arguments.read(3, "height", Readers.positive());
    }

    private static Option.Effect trim() {
        Option.Effect tail = Shapes.eachThen(
                List.of(
                        new Slot<>(
                                "threshold",
                                Readers.fromZero(),
                                (to, value) -> to.pass().trim.threshold = OptionalDouble.of(value)),
                        new Slot<>(
                                "color", Readers.hexColor(), (to, value) -> to.pass().trim.color = Optional.of(value)),
                        Shapes.flag("equal_hor", (to, value) -> to.pass().trim.equalHorizontal = value),
                        Shapes.flag("equal_ver", (to, value) -> to.pass().trim.equalVertical = value)),
                0,
                (arguments, to) -> {});
        return (arguments, to) -> {
            to.pass().trim.threshold = OptionalDouble.empty();
            tail.apply(arguments, to);
        };
    }

    private static void turn(List<Option> rows) {
        Option.Effect upright = Shapes.ownSwitch((to, value) -> to.pass().autoRotate = value);
        rows.add(new Option(
                List.of("auto_rotate", "ar"),
                "flag",
                "Whether the orientation in the original's EXIF data counts.",
                upright,
                Parameter.signed(
                        "auto_rotate",
                        Readers.flag().accepted(),
                        upright,
                        "Whether the orientation in the original's EXIF data counts.")));
        rows.add(new Option(
                List.of("rotate", "rot"),
                "degrees",
                "Turns clockwise by a multiple of 90.",
                Shapes.one(Readers.quarterTurns(), (to, value) -> to.pass().angle = value),
                Parameter.of(
                        "rot",
                        Readers.quarterTurns(),
                        (to, value) -> to.pass().angle = value,
                        "Turns clockwise by a multiple of 90.")));
        rows.add(new Option(
                List.of("flip", "fl"),
                "horizontal:vertical",
                "Mirrors after turning: left and right, top and bottom.",
                Shapes.each(
                        Shapes.flag("horizontal", (to, value) -> to.pass().flipHorizontal = value),
                        Shapes.flag("vertical", (to, value) -> to.pass().flipVertical = value)),
                Parameter.of(
                        "flip",
                        flips(),
                        (to, value) -> {
                            to.pass().flipHorizontal = value.horizontal;
                            to.pass().flipVertical = value.vertical;
                        },
                        "Mirrors after turning: left and right (`h`), top and bottom (`v`), or both (`hv`).")));
    }

    private static Reader<Flip> flips() {
        Map<String, Flip> words =
                Map.of("h", new Flip(true, false), "v", new Flip(false, true), "hv", new Flip(true, true));
        return new Reader<>("h, v or hv", text -> Optional.ofNullable(words.get(text)));
    }

    private record Flip(boolean horizontal, boolean vertical) {}
}
