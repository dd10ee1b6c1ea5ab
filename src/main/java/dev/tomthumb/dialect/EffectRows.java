package dev.tomthumb.dialect;

import dev.tomthumb.dialect.EffectsBuilder.SharpenWhen;
import dev.tomthumb.dialect.EffectsBuilder.Slope;
import dev.tomthumb.dialect.Shapes.Slot;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects.BlurArea;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rows about what changes samples and no size. */
final class EffectRows {
    private static final int BRIGHTEST = 255;
    private static final int NUMBERS_OF_AN_AREA = 4;
    private static final Reader<Double> SHARE = Readers.decimal(0, 1);
    private static final Reader<Color> COLOR = Readers.hexColor();

    private EffectRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        filters(rows);
        sharpening(rows);
        adjustments(rows);
        shades(rows);
        overlays(rows);
        partialBlurs(rows);
        return rows;
    }

    private static void filters(List<Option> rows) {
        rows.add(new Option(
                List.of("blur", "bl"),
                "sigma",
                "Gaussian blur, sigma in pixels of the result; 0 = none.",
                Shapes.one(Readers.fromZero(), (to, value) -> to.effects().blur = value),
                Parameter.signed(
                        "blur",
                        Readers.fromZero(),
                        (to, value) -> to.effects().blur = value,
                        "Gaussian blur, sigma in pixels of the result.")));
        rows.add(new Option(
                List.of("sharpen", "sh"),
                "sigma",
                "Sharpens, sigma in pixels of the result; 0 = not.",
                Shapes.one(Readers.fromZero(), (to, value) -> to.effects().sharpen = value),
                Parameter.signed(
                        "sharp",
                        Readers.fromZero(),
                        (to, value) -> to.effects().sharpen = value,
                        "Sharpens, sigma in pixels of the result.")));
        Reader<Integer> size = Readers.whole(0, Integer.MAX_VALUE);
        rows.add(new Option(
                List.of("pixelate", "pix"),
                "pixels",
                "Coarsens to squares of that side; 0 and 1 = not.",
                Shapes.one(size, (to, value) -> to.effects().pixelate = value),
                Parameter.signed(
                        "px",
                        size,
                        (to, value) -> to.effects().pixelate = value,
                        "Coarsens to squares of that side.")));
    }

    private static void sharpening(List<Option> rows) {
        Map<String, SharpenWhen> modes = new LinkedHashMap<>();
        modes.put("auto", SharpenWhen.SHRUNK);
        modes.put("none", SharpenWhen.NEVER);
        modes.put("always", SharpenWhen.ALWAYS);
        Slot<?>[] slots = {
            new Slot<>("mode", Readers.oneOf(modes), (to, value) -> to.effects().unsharp = Optional.of(value)),
            new Slot<>("weight", Readers.positive(), (to, value) -> to.effects().unsharpWeight = value),
            new Slot<>("divider", Readers.positive(), (to, value) -> to.effects().unsharpDivider = value)
        };
        Option.Effect each = Shapes.each(slots);
        Option.Effect mask = (arguments, to) -> {
            each.apply(arguments, to);
            to.effects().unsharp = Optional.of(to.effects().unsharp.orElse(SharpenWhen.SHRUNK));
        };
        rows.add(new Option(
                List.of("unsharp_masking", "ush"),
                "mode:weight:divider",
                "Unsharp masking of pictures that are made smaller (`auto`), of all (`always`) or of none (`none`);"
                        + " weight 1 and divider 24 if nothing is said. It is off where no URL asks for it.",
                mask,
                Parameter.signed(
                        "unsharp_masking",
                        "mode:weight:divider",
                        mask,
                        "Unsharp masking: `auto`, `always` or `none`, weight and divider.")));
    }

    private static void adjustments(List<Option> rows) {
        Slot<Integer> brightness = new Slot<>(
                "brightness", Readers.whole(-BRIGHTEST, BRIGHTEST), (to, value) -> to.effects().brightness = value);
        Slot<Double> contrast =
                new Slot<>("contrast", Readers.positive(), (to, value) -> to.effects().contrast = value);
        Slot<Double> saturation =
                new Slot<>("saturation", Readers.fromZero(), (to, value) -> to.effects().saturation = value);
        rows.add(new Option(
                List.of("adjust", "a"),
                "brightness:contrast:saturation",
                "Brightness, contrast and saturation in one.",
                Shapes.each(brightness, contrast, saturation)));
        rows.add(adjustment(
                List.of("brightness", "br"),
                brightness,
                "Added to every sample, -255 to 255.",
                Parameter.signed(
                        "bri",
                        Readers.decimal(-100, 100),
                        (to, value) -> to.effects().brightness = (int) Math.round(value * BRIGHTEST / 100),
                        "Brightness in percent of the whole range.")));
        rows.add(adjustment(
                List.of("contrast", "co"),
                contrast,
                "Factor around the middle; 1 = unchanged.",
                Parameter.signed(
                        "con",
                        Readers.decimal(-99, 100),
                        (to, value) -> to.effects().contrast = 1 + value / 100,
                        "Contrast: percent more or less.")));
        rows.add(adjustment(
                List.of("saturation", "sa"),
                saturation,
                "Factor of the distance from grey; 1 = unchanged, 0 = grey.",
                Parameter.signed(
                        "sat",
                        Readers.decimal(-100, 100),
                        (to, value) -> to.effects().saturation = 1 + value / 100,
                        "Saturation: percent more or less; -100 = grey.")));
    }

    /** imgproxy's own scale under imgproxy's name, besides imgix's. */
    private static <T> Option adjustment(List<String> names, Slot<T> slot, String sentence, Parameter imgix) {
        return new Option(
                names,
                "number",
                sentence,
                Shapes.one(slot.reader(), slot.set()),
                imgix,
                Parameter.signed(names.get(0), slot.reader(), slot.set(), sentence));
    }

    private static void shades(List<Option> rows) {
        Option.Effect monochrome = Shapes.firstThen(
                new Slot<>("intensity", SHARE, (to, value) -> to.effects().monochrome = value),
                new Slot<>("color", COLOR, (to, value) -> to.effects().monochromeColor = value));
        rows.add(new Option(
                List.of("monochrome", "mc"),
                "intensity:color",
                "Turns to shades of one colour (`b3b3b3`), as far as the intensity, 0 to 1, says.",
                monochrome,
                Parameter.signed("monochrome", "intensity:color", monochrome, "Turns to shades of one colour.")));
        Option.Effect duotone = Shapes.firstThen(
                new Slot<>("intensity", SHARE, (to, value) -> to.effects().duotone = value),
                new Slot<>("color1", COLOR, (to, value) -> to.effects().duotoneDark = value),
                new Slot<>("color2", COLOR, (to, value) -> to.effects().duotoneLight = value));
        rows.add(new Option(
                List.of("duotone", "dt"),
                "intensity:color1:color2",
                "Turns to shades between two colours, that of black (`000`) and that of white (`fff`), as far as the"
                        + " intensity, 0 to 1, says.",
                duotone,
                Parameter.signed(
                        "duotone", "intensity:color1:color2", duotone, "Turns to shades between two colours.")));
    }

    private static void overlays(List<Option> rows) {
        Option.Effect colorize = Shapes.firstThen(
                new Slot<>("opacity", SHARE, (to, value) -> to.effects().colorize = value),
                new Slot<>("color", COLOR, (to, value) -> to.effects().colorizeColor = value),
                Shapes.flag("keep_alpha", (to, value) -> to.effects().colorizeKeepsAlpha = value));
        rows.add(new Option(
                List.of("colorize", "col"),
                "opacity:color:keep_alpha",
                "Lays a colour (`000`) over the picture; opacity 0 to 1.",
                colorize,
                Parameter.signed("colorize", "opacity:color:keep_alpha", colorize, "Lays a colour over the picture.")));
        Function<RequestBuilder, Slope> slope = to -> to.effects().gradientSlope;
        Option.Effect gradient = Shapes.firstThen(
                new Slot<>("opacity", SHARE, (to, value) -> to.effects().gradient = value),
                new Slot<>("color", COLOR, (to, value) -> to.effects().gradientColor = value),
                direction(slope),
                start(slope),
                stop(slope));
        rows.add(new Option(
                List.of("gradient", "gr"),
                "opacity:color:direction:start:stop",
                "A colour (`000`) that fades in over the picture, `down`, `up`, `left` or `right`, or in degrees"
                        + " clockwise from down; it begins at `start` (0) and is full at `stop` (1) of the way.",
                gradient,
                Parameter.signed(
                        "gradient",
                        "opacity:color:direction:start:stop",
                        gradient,
                        "A colour that fades in over the picture.")));
    }

    private static Slot<?> direction(Function<RequestBuilder, Slope> where) {
        return new Slot<>("direction", Readers.direction(), (to, value) -> where.apply(to).angle = value);
    }

    private static Slot<?> start(Function<RequestBuilder, Slope> where) {
        return new Slot<>("start", SHARE, (to, value) -> where.apply(to).start = value);
    }

    private static Slot<?> stop(Function<RequestBuilder, Slope> where) {
        return new Slot<>("stop", SHARE, (to, value) -> where.apply(to).stop = value);
    }

    private static void partialBlurs(List<Option> rows) {
        rows.add(new Option(
                List.of("blur_areas", "ba"),
                "sigma:left:top:width:height:…",
                "Blurs parts of the picture: four shares of its sides for each of them.",
                EffectRows::blurAreas,
                Parameter.signed(
                        "blur_areas",
                        "sigma:left:top:width:height:…",
                        EffectRows::blurAreas,
                        "Blurs parts of the picture: four shares of its sides for each of them.")));
        Function<RequestBuilder, Slope> slope = to -> to.effects().progressiveSlope;
        Option.Effect progressive = Shapes.firstThen(
                new Slot<>("sigma", Readers.fromZero(), (to, value) -> to.effects().progressiveBlur = value),
                direction(slope),
                start(slope),
                stop(slope));
        rows.add(new Option(
                List.of("progressive_blur", "pbl"),
                "sigma:direction:start:stop",
                "A blur that grows in one direction; direction, start and stop as in `gradient`.",
                progressive,
                Parameter.signed(
                        "progressive_blur",
                        "sigma:direction:start:stop",
                        progressive,
                        "A blur that grows in one direction.")));
    }

    private static void blurAreas(Arguments arguments, RequestBuilder to) throws ImageException {
        double sigma = arguments.read(0, "sigma", Readers.fromZero());
        int numbers = arguments.count() - 1;
        if (numbers == 0 || numbers % NUMBERS_OF_AN_AREA != 0) {
            throw arguments.refusal(arguments.joined(), "", "a sigma and four numbers from 0 to 1 for each area");
        }
        List<BlurArea> areas = new ArrayList<>();
        for (int at = 1; at < arguments.count(); at += NUMBERS_OF_AN_AREA) {
            areas.add(new BlurArea(
                    sigma,
                    arguments.read(at, "left", SHARE),
                    arguments.read(at + 1, "top", SHARE),
                    arguments.read(at + 2, "width", SHARE),
                    arguments.read(at + 3, "height", SHARE)));
        }
        to.effects().blurAreas = List.copyOf(areas);
    }
}
