package dev.tomthumb.dialect;

import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.model.Turn;
import dev.tomthumb.model.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@link Transform} as options, defaults left out: the other way round of the option table. */
public final class TransformWords {
    private final List<OptionWord> words = new ArrayList<>();

    private TransformWords() {}

    /** The options that say what {@code transform} says. */
    public static List<OptionWord> of(Transform transform) {
        TransformWords writer = new TransformWords();
        transform.trim().ifPresent(writer::trim);
        transform.crop().ifPresent(writer::crop);
        writer.resize(transform.resize());
        writer.turn(transform.turn());
        if (!transform.gravity().equals(Gravity.CENTER)) {
            writer.words.add(new OptionWord("gravity", arguments(transform.gravity())));
        }
        writer.effects(transform.effects());
        transform.extend().ifPresent(extend -> writer.extend("extend", extend));
        transform.extendAspectRatio().ifPresent(extend -> writer.extend("extend_aspect_ratio", extend));
        writer.space(transform);
        transform.watermark().ifPresent(writer::watermark);
        return List.copyOf(writer.words);
    }

    private void add(String option, Object... arguments) {
        words.add(OptionWord.of(option, arguments));
    }

    private void trim(Trim trim) {
        add(
                "trim",
                trim.threshold(),
                trim.color().map(Object::toString).orElse(""),
                trim.equalHorizontal(),
                trim.equalVertical());
    }

    private void crop(Crop crop) {
        List<String> arguments = new ArrayList<>(List.of(Numbers.text(crop.width()), Numbers.text(crop.height())));
        crop.gravity().ifPresent(gravity -> arguments.addAll(arguments(gravity)));
        words.add(new OptionWord("crop", arguments));
        crop.aspect().ifPresent(aspect -> add("crop_aspect_ratio", aspect.ratio(), aspect.enlarge()));
    }

    private void resize(Resize resize) {
        if (resize.mode() != Resize.Mode.FIT) {
            add("resizing_type", resize.mode().token());
        }
        resize.width().ifPresent(width -> add("width", width));
        resize.height().ifPresent(height -> add("height", height));
        resize.minWidth().ifPresent(width -> add("min-width", width));
        resize.minHeight().ifPresent(height -> add("min-height", height));
        if (resize.enlarge()) {
            add("enlarge", true);
        }
        if (resize.dpr() != 1) {
            add("dpr", resize.dpr());
        }
        if (resize.zoomX() != 1 || resize.zoomY() != 1) {
            add("zoom", resize.zoomX(), resize.zoomY());
        }
        resize.kernel().ifPresent(kernel -> add("resizing_algorithm", kernel.token()));
    }

    private void turn(Turn turn) {
        turn.auto().ifPresent(auto -> add("auto_rotate", auto));
        if (turn.angle() != 0) {
            add("rotate", turn.angle());
        }
        if (turn.flipHorizontal() || turn.flipVertical()) {
            add("flip", turn.flipHorizontal(), turn.flipVertical());
        }
    }

    private static List<String> arguments(Gravity gravity) {
        boolean alone = gravity.type() != Gravity.Type.FOCAL_POINT && gravity.x() == 0 && gravity.y() == 0;
        return alone
                ? List.of(gravity.type().token())
                : List.of(gravity.type().token(), Numbers.text(gravity.x()), Numbers.text(gravity.y()));
    }

    private void effects(Effects effects) {
        positive("blur", effects.blur());
        positive("sharpen", effects.sharpen());
        if (effects.pixelate() > 0) {
            add("pixelate", effects.pixelate());
        }
        effects.unsharp()
                .ifPresent(mask ->
                        add("unsharp_masking", mask.always() ? "always" : "auto", mask.weight(), mask.divider()));
        adjust(effects.adjust());
        effects.monochrome().ifPresent(shades -> add("monochrome", shades.intensity(), shades.color()));
        effects.duotone().ifPresent(shades -> add("duotone", shades.intensity(), shades.dark(), shades.light()));
        effects.colorize().ifPresent(over -> add("colorize", over.opacity(), over.color(), over.keepAlpha()));
        effects.gradient()
                .ifPresent(
                        fade -> add("gradient", fade.opacity(), fade.color(), fade.angle(), fade.start(), fade.stop()));
        areas(effects.blurAreas());
        effects.progressiveBlur()
                .ifPresent(blur -> add("progressive_blur", blur.sigma(), blur.angle(), blur.start(), blur.stop()));
    }

    private void positive(String option, double value) {
        if (value > 0) {
            add(option, value);
        }
    }

    private void adjust(Effects.Adjust adjust) {
        if (adjust.brightness() != 0) {
            add("brightness", adjust.brightness());
        }
        if (adjust.contrast() != 1) {
            add("contrast", adjust.contrast());
        }
        if (adjust.saturation() != 1) {
            add("saturation", adjust.saturation());
        }
    }

    /** @throws IllegalArgumentException for areas of different strength, of which the languages know one */
    private void areas(List<Effects.BlurArea> areas) {
        if (areas.isEmpty()) {
            return;
        }
        double sigma = areas.get(0).sigma();
        if (areas.stream().anyMatch(area -> area.sigma() != sigma)) {
            throw new IllegalArgumentException("URLs have one strength for all areas that are blurred");
        }
        List<String> arguments = new ArrayList<>(List.of(Numbers.text(sigma)));
        for (Effects.BlurArea area : areas) {
            arguments.add(Numbers.text(area.left()));
            arguments.add(Numbers.text(area.top()));
            arguments.add(Numbers.text(area.width()));
            arguments.add(Numbers.text(area.height()));
        }
        words.add(new OptionWord("blur_areas", arguments));
    }

    private void extend(String option, Extend extend) {
        List<String> arguments = new ArrayList<>(List.of("1"));
        if (!extend.gravity().equals(Gravity.CENTER)) {
            arguments.addAll(arguments(extend.gravity()));
        }
        words.add(new OptionWord(option, arguments));
    }

    private void space(Transform transform) {
        Padding padding = transform.padding();
        if (!padding.equals(Padding.NONE)) {
            add("padding", padding.top(), padding.right(), padding.bottom(), padding.left());
        }
        transform.background().ifPresent(color -> add("background", color));
        transform.backgroundOpacity().ifPresent(opacity -> add("background_alpha", opacity));
    }

    private void watermark(Watermark mark) {
        add("watermark", mark.opacity(), mark.position().token(), mark.x(), mark.y(), mark.scale());
        if (mark.content() instanceof Watermark.Content.Picture picture) {
            add("watermark_url", base64(picture.source().toString()));
        } else if (mark.content() instanceof Watermark.Content.Text text) {
            add(
                    "watermark_text",
                    base64(PlainText.written(text.text())),
                    text.size().isPresent() ? text.size().getAsInt() : "",
                    text.color().map(Object::toString).orElse(""),
                    text.font().map(TransformWords::base64).orElse(""));
        }
        if (mark.width().isPresent() || mark.height().isPresent()) {
            add("watermark_size", mark.width().orElse(0), mark.height().orElse(0));
        }
        positive("watermark_rotate", mark.rotate());
        positive("watermark_shadow", mark.shadow());
    }

    static String base64(String text) {
        return Hmac.text(text.getBytes(StandardCharsets.UTF_8));
    }
}
