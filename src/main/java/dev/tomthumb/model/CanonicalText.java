package dev.tomthumb.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes {@link ImageRequest#canonical()}. Every field that changes the picture must be named here, or two pictures would
 * share a key; {@code CanonicalTextTest} changes each one and looks.
 */
final class CanonicalText {
    private final StringBuilder text = new StringBuilder(96);

    private CanonicalText() {}

    static String of(ImageRequest request) {
        CanonicalText canonical = new CanonicalText();
        if (request.output().verbatim()) {
            canonical.field("raw", "1");
        }
        canonical.reading(request.reading());
        canonical.transform(request.transform());
        for (Transform next : request.then()) {
            canonical.text.append("-/");
            canonical.transform(next);
        }
        if (!request.then().isEmpty()) {
            canonical.text.append("-/");
        }
        canonical.output(request.output());
        request.version().ifPresent(version -> canonical.field("v", escaped(version)));
        return canonical.text.append(request.source()).toString();
    }

    private void reading(Reading reading) {
        if (reading.equals(Reading.PLAIN)) {
            return;
        }
        reading.page().ifPresent(page -> field("pg", page));
        reading.pages().ifPresent(pages -> field("pgs", pages));
        flag("da", !reading.animate());
        option("eth", reading.enforceThumbnail());
        reading.style().ifPresent(style -> field("st", escaped(style)));
        if (!reading.unprocessed().isEmpty()) {
            field(
                    "skp",
                    new TreeSet<>(reading.unprocessed())
                            .stream().map(ImageFormat::token).collect(Collectors.joining(":")));
        }
        reading.hashsum().ifPresent(sum -> field("hs", sum.algorithm() + ":" + escaped(sum.hex())));
        limits(reading.limits());
    }

    private void limits(Reading.Limits limits) {
        limits.megapixels().ifPresent(most -> field("msr", most));
        limits.fileSize().ifPresent(most -> field("msfs", most));
        limits.frames().ifPresent(most -> field("maf", most));
        limits.frameMegapixels().ifPresent(most -> field("mafr", most));
        limits.resultDimension().ifPresent(most -> field("mrd", most));
    }

    private void transform(Transform transform) {
        transform.trim().ifPresent(this::trim);
        transform.crop().ifPresent(this::crop);
        resize(transform.resize());
        turn(transform.turn());
        if (!transform.gravity().equals(Gravity.CENTER)) {
            field("g", text(transform.gravity()));
        }
        effects(transform.effects());
        transform.extend().ifPresent(extend -> field("ex", text(extend.gravity())));
        transform.extendAspectRatio().ifPresent(extend -> field("exar", text(extend.gravity())));
        if (!transform.padding().equals(Padding.NONE)) {
            Padding padding = transform.padding();
            fields("pd", padding.top(), padding.right(), padding.bottom(), padding.left());
        }
        transform.background().ifPresent(color -> field("bg", color.toString()));
        transform.backgroundOpacity().ifPresent(opacity -> field("bga", opacity));
        transform.watermark().ifPresent(this::watermark);
    }

    private void trim(Trim trim) {
        field(
                "t",
                number(trim.threshold()) + ":" + orNothing(trim.color()) + ":" + bit(trim.equalHorizontal()) + ":"
                        + bit(trim.equalVertical()));
    }

    private void crop(Crop crop) {
        String size = number(crop.width()) + ":" + number(crop.height());
        field("c", size + crop.gravity().map(gravity -> ":" + text(gravity)).orElse(""));
        crop.aspect().ifPresent(aspect -> field("car", number(aspect.ratio()) + ":" + bit(aspect.enlarge())));
    }

    private void resize(Resize resize) {
        // The mode says nothing about a picture that is not asked to meet a box.
        boolean boxed = resize.width().isPresent() || resize.height().isPresent();
        if (boxed && resize.mode() != Resize.Mode.FIT) {
            field("rs", resize.mode().token());
        }
        resize.width().ifPresent(width -> field("w", width));
        resize.height().ifPresent(height -> field("h", height));
        flag("el", resize.enlarge());
        if (resize.dpr() != 1.0) {
            field("dpr", resize.dpr());
        }
        if (resize.zoomX() != 1.0 || resize.zoomY() != 1.0) {
            fields("z", resize.zoomX(), resize.zoomY());
        }
        resize.minWidth().ifPresent(width -> field("mw", width));
        resize.minHeight().ifPresent(height -> field("mh", height));
        resize.kernel().ifPresent(kernel -> field("ra", kernel.token()));
    }

    private void turn(Turn turn) {
        option("ar", turn.auto());
        if (turn.angle() != 0) {
            field("rot", turn.angle());
        }
        if (turn.flipHorizontal() || turn.flipVertical()) {
            field("fl", bit(turn.flipHorizontal()) + ":" + bit(turn.flipVertical()));
        }
    }

    private void effects(Effects effects) {
        if (effects.equals(Effects.NONE)) {
            return;
        }
        positive("bl", effects.blur());
        positive("sh", effects.sharpen());
        positive("pix", effects.pixelate());
        effects.unsharp()
                .ifPresent(mask ->
                        field("ush", bit(mask.always()) + ":" + number(mask.weight()) + ":" + number(mask.divider())));
        Effects.Adjust adjust = effects.adjust();
        if (!adjust.equals(Effects.Adjust.NONE)) {
            fields("a", adjust.brightness(), adjust.contrast(), adjust.saturation());
        }
        effects.monochrome().ifPresent(shades -> field("mc", number(shades.intensity()) + ":" + shades.color()));
        effects.duotone()
                .ifPresent(
                        shades -> field("dt", number(shades.intensity()) + ":" + shades.dark() + ":" + shades.light()));
        effects.colorize()
                .ifPresent(color ->
                        field("col", number(color.opacity()) + ":" + color.color() + ":" + bit(color.keepAlpha())));
        effects.gradient()
                .ifPresent(fade -> field(
                        "gr",
                        number(fade.opacity()) + ":" + fade.color() + ":" + number(fade.angle()) + ":"
                                + number(fade.start()) + ":" + number(fade.stop())));
        effects.blurAreas()
                .forEach(area -> fields("ba", area.sigma(), area.left(), area.top(), area.width(), area.height()));
        effects.progressiveBlur()
                .ifPresent(blur -> fields("pbl", blur.sigma(), blur.angle(), blur.start(), blur.stop()));
    }

    private void watermark(Watermark mark) {
        field(
                "wm",
                number(mark.opacity()) + ":" + mark.position().token() + ":" + number(mark.x()) + ":" + number(mark.y())
                        + ":" + number(mark.scale()));
        if (mark.content() instanceof Watermark.Content.Picture picture) {
            field("wmu", escaped(picture.source().toString()));
        } else if (mark.content() instanceof Watermark.Content.Text words) {
            field(
                    "wmt",
                    escaped(words.text()) + ":"
                            + words.font().map(CanonicalText::escaped).orElse("") + ":"
                            + (words.size().isPresent() ? words.size().getAsInt() : "") + ":"
                            + orNothing(words.color()));
        }
        if (mark.width().isPresent() || mark.height().isPresent()) {
            fields("wms", mark.width().orElse(0), mark.height().orElse(0));
        }
        positive("wmr", mark.rotate());
        positive("wmsh", mark.shadow());
    }

    private void output(OutputSpec output) {
        output.quality().ifPresent(quality -> field("q", quality));
        output.format().ifPresent(format -> field("f", format.token()));
        output.info().ifPresent(this::info);
        OutputOptions options = output.options();
        if (options.equals(OutputOptions.BY_SETTING)) {
            return;
        }
        flag("best", options.best());
        if (!options.formatQuality().isEmpty()) {
            field("fq", text(options.formatQuality()));
        }
        options.maxBytes().ifPresent(most -> field("mb", most));
        options.autoquality()
                .ifPresent(search -> field(
                        "aq",
                        search.method() + ":" + number(search.target()) + ":" + search.least() + ":" + search.most()
                                + ":" + number(search.allowedError())));
        option("sm", options.metadata().strip());
        option("kcr", options.metadata().keepCopyright());
        option("scp", options.metadata().stripProfile());
        option("ph", options.preserveHdr());
        options.colorProfile().ifPresent(profile -> field("cp", escaped(profile)));
        options.dpi().ifPresent(dpi -> field("dpi", dpi));
        formats(options);
    }

    private void info(InfoSpec info) {
        field(
                "info",
                new TreeSet<>(info.facts()).stream().map(InfoSpec.Fact::token).collect(Collectors.joining(":")));
        info.palette().ifPresent(colors -> field("ip", colors));
        info.blurHash().ifPresent(blur -> fields("ibh", blur.across(), blur.down()));
        if (!info.hashsums().isEmpty()) {
            field("ichs", escaped(String.join(":", info.hashsums())));
        }
    }

    private void formats(OutputOptions options) {
        option("jpgo-p", options.jpeg().progressive());
        option("jpgo-c", options.jpeg().fullChroma());
        option("jpgo-t", options.jpeg().trellis());
        option("jpgo-d", options.jpeg().deringing());
        option("jpgo-s", options.jpeg().searchScans());
        options.jpeg().table().ifPresent(table -> field("jpgo-q", table));
        option("pngo-i", options.png().interlaced());
        option("pngo-q", options.png().quantize());
        options.png().colors().ifPresent(colors -> field("pngo-n", colors));
        options.webp().compression().ifPresent(kind -> field("webpo-c", kind.token()));
        option("webpo-s", options.webp().smartSubsample());
        options.webp().preset().ifPresent(preset -> field("webpo-p", escaped(preset)));
        options.avifSubsample().ifPresent(mode -> field("avifo", escaped(mode)));
    }

    private static String text(Map<ImageFormat, Integer> qualities) {
        return new TreeMap<>(qualities)
                .entrySet().stream()
                        .map(entry -> entry.getKey().token() + ":" + entry.getValue())
                        .collect(Collectors.joining(":"));
    }

    private static String text(Gravity gravity) {
        boolean shifted = gravity.x() != 0 || gravity.y() != 0 || gravity.type() == Gravity.Type.FOCAL_POINT;
        return gravity.type().token() + (shifted ? ":" + number(gravity.x()) + ":" + number(gravity.y()) : "");
    }

    private void field(String name, String value) {
        text.append(name).append(':').append(value).append('/');
    }

    private void field(String name, double value) {
        field(name, number(value));
    }

    private void fields(String name, double... values) {
        text.append(name);
        for (double value : values) {
            text.append(':').append(number(value));
        }
        text.append('/');
    }

    private void positive(String name, double value) {
        if (value > 0) {
            field(name, value);
        }
    }

    private void flag(String name, boolean set) {
        if (set) {
            field(name, "1");
        }
    }

    private void option(String name, Optional<Boolean> value) {
        value.ifPresent(set -> field(name, bit(set)));
    }

    private static String bit(boolean set) {
        return set ? "1" : "0";
    }

    private static String orNothing(Optional<Color> color) {
        return color.map(Color::toString).orElse("");
    }

    /** Whole numbers without a point, so that 2 and 2.0 are one key; -0.0 is 0. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Free text: without escaping, {@code a/f:png} could pose as two fields. */
    private static String escaped(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
