package dev.tomthumb.dialect;

import dev.tomthumb.dialect.Shapes.Slot;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.model.Watermark.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rows about what is put on top of a picture. */
final class WatermarkRows {
    private static final int LONGEST_URL = 4096;
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_FONT = 100;
    private static final int LARGEST_FONT = 1000;

    private WatermarkRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        Option.Effect mark = mark();
        rows.add(new Option(
                List.of("watermark", "wm"),
                "opacity:position:x:y:scale",
                "Puts the server's watermark on top, or what the options below name. Opacity 0 to 1; position `ce`,"
                        + " `no`, `so`, `ea`, `we`, `noea`, `nowe`, `soea`, `sowe`, repeated (`re`) or in a chessboard"
                        + " (`ch`); offsets in pixels from 1 on, a share of the side below; scale as a share of the"
                        + " picture, 0 = its own size.",
                mark,
                Parameter.signed(
                        "watermark",
                        "opacity:position:x:y:scale",
                        mark,
                        "Puts the server's watermark on top, or the `watermark_text`.")));
        rows.add(new Option(
                List.of("watermark_url", "wmu"),
                "url",
                "Another picture as the watermark: base64url of a source, which must be one that URLs may name.",
                WatermarkRows::picture));
        rows.add(new Option(
                List.of("watermark_text", "wmt"),
                "text:size:color:font",
                "A text as the watermark: base64url. It is plain text, where `&amp;`, `&lt;` and `&gt;` stand for `&`,"
                        + " `<` and `>`; Pango's markup is refused. Size in pixels, colour and font (base64url of a family's"
                        + " name) are our own addition.",
                text(Readers.base64(LONGEST_TEXT)),
                Parameter.signed(
                        "watermark_text",
                        "base64url:size:color:font",
                        text(Readers.base64(LONGEST_TEXT)),
                        "A text as the watermark, beside `watermark`.")));
        placed(rows);
        return rows;
    }

    private static Option.Effect mark() {
        Reader<Watermark.Position> positions = Shapes.words(Watermark.Position.class, Watermark.Position::token);
        return Shapes.firstThen(
                new Slot<>("opacity", Readers.decimal(0, 1), (to, value) -> to.watermark().opacity = value),
                new Slot<>("position", positions, (to, value) -> to.watermark().position = value),
                new Slot<>("x", Readers.anyDecimal(), (to, value) -> to.watermark().x = value),
                new Slot<>("y", Readers.anyDecimal(), (to, value) -> to.watermark().y = value),
                new Slot<>("scale", Readers.fromZero(), (to, value) -> to.watermark().scale = value),
                // imgproxy takes two more and does nothing with them.
                new Slot<>("sixth argument", Readers.text(LONGEST_TEXT), (to, value) -> {}),
                new Slot<>("seventh argument", Readers.text(LONGEST_TEXT), (to, value) -> {}));
    }

    private static void picture(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(1);
        to.watermark().content = arguments.given(0)
                ? new Content.Picture(to.source(arguments.read(0, Readers.base64(LONGEST_URL))))
                : new Content.Configured();
    }

    private static Option.Effect text(Reader<String> texts) {
        Reader<Integer> size = Readers.whole(1, LARGEST_FONT);
        Reader<String> font = Readers.base64(LONGEST_FONT);
        return (arguments, to) -> {
            arguments.refuseMoreThan(4);
            if (!arguments.given(0)) {
                to.watermark().content = new Content.Configured();
                return;
            }
            Optional<Color> color =
                    arguments.given(2) ? Optional.of(arguments.read(2, "color", Readers.hexColor())) : Optional.empty();
            to.watermark().content = new Content.Text(
                    PlainText.of(arguments.read(0, texts)),
                    arguments.given(3) ? Optional.of(family(arguments, font)) : Optional.empty(),
                    arguments.given(1) ? OptionalInt.of(arguments.read(1, "size", size)) : OptionalInt.empty(),
                    color);
        };
    }

    /** A name, and nothing that could be taken for a path. */
    private static String family(Arguments arguments, Reader<String> font) throws ImageException {
        String name = arguments.read(3, "font", font);
        if (!name.matches("[\\p{L}\\p{N} _.-]+") || name.startsWith(".")) {
            throw arguments.refusal(name, " as its font", "a family's name: letters, digits, spaces and _.-");
        }
        return name;
    }

    private static void placed(List<Option> rows) {
        Reader<OptionalInt> side = Readers.wholeOrUnset(Integer.MAX_VALUE);
        Option.Effect size = Shapes.each(
                new Slot<>("width", side, (to, value) -> to.watermark().width = value),
                new Slot<>("height", side, (to, value) -> to.watermark().height = value));
        rows.add(new Option(
                List.of("watermark_size", "wms"),
                "width:height",
                "The watermark's size in pixels, where it has no scale; 0 = follows the other side by aspect.",
                size,
                Parameter.signed("watermark_size", "width:height", size, "The watermark's size in pixels.")));
        Option.Effect rotate = Shapes.one(Readers.degrees(), (to, value) -> to.watermark().rotate = value);
        rows.add(new Option(
                List.of("watermark_rotate", "wm_rot", "wmr"),
                "degrees",
                "Turns the watermark clockwise.",
                rotate,
                Parameter.signed(
                        "watermark_rotate", Readers.degrees().accepted(), rotate, "Turns the watermark clockwise.")));
        Option.Effect shadow = Shapes.one(Readers.fromZero(), (to, value) -> to.watermark().shadow = value);
        rows.add(new Option(
                List.of("watermark_shadow", "wmsh"),
                "sigma",
                "A black shadow under the watermark, blurred with that sigma; 0 = none.",
                shadow,
                Parameter.signed(
                        "watermark_shadow",
                        Readers.fromZero().accepted(),
                        shadow,
                        "A black shadow under the watermark.")));
    }
}
