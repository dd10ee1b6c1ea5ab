package dev.tomthumb.pipeline;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.model.Turn;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Puts a transform together in tests, from the few things that are asked for. */
final class Asked {
    private Optional<Trim> trim = Optional.empty();
    private Optional<Crop> crop = Optional.empty();
    private Resize resize = Resize.NONE;
    private Turn turn = Turn.BY_SETTING;
    private Gravity gravity = Gravity.CENTER;
    private Optional<Extend> extend = Optional.empty();
    private Optional<Extend> shape = Optional.empty();
    private Padding padding = Padding.NONE;
    private Optional<Color> background = Optional.empty();
    private OptionalDouble opacity = OptionalDouble.empty();
    private Effects effects = Effects.NONE;

    static Asked nothing() {
        return new Asked();
    }

    Asked trim(double threshold) {
        trim = Optional.of(new Trim(threshold, Optional.empty(), false, false));
        return this;
    }

    Asked trim(Trim asked) {
        trim = Optional.of(asked);
        return this;
    }

    Asked crop(double width, double height) {
        crop = Optional.of(new Crop(width, height, Optional.empty(), Optional.empty()));
        return this;
    }

    Asked crop(double width, double height, String type, double x, double y) {
        crop = Optional.of(
                new Crop(width, height, Optional.of(new Gravity(Plans.gravity(type), x, y)), Optional.empty()));
        return this;
    }

    Asked cropShaped(double width, double height, double ratio, boolean enlarge) {
        crop = Optional.of(new Crop(width, height, Optional.empty(), Optional.of(new Crop.Aspect(ratio, enlarge))));
        return this;
    }

    Asked resize(String mode, Integer width, Integer height) {
        resize = Plans.resize(mode, width, height, false, 1);
        return this;
    }

    Asked enlarge(String mode, Integer width, Integer height) {
        resize = Plans.resize(mode, width, height, true, 1);
        return this;
    }

    Asked dpr(double dpr) {
        return again(dpr, resize.zoomX(), resize.zoomY(), resize.minWidth(), resize.minHeight(), resize.kernel());
    }

    Asked zoom(double x, double y) {
        return again(resize.dpr(), x, y, resize.minWidth(), resize.minHeight(), resize.kernel());
    }

    Asked atLeast(Integer width, Integer height) {
        return again(resize.dpr(), resize.zoomX(), resize.zoomY(), side(width), side(height), resize.kernel());
    }

    Asked kernel(Resize.Kernel kernel) {
        return again(
                resize.dpr(),
                resize.zoomX(),
                resize.zoomY(),
                resize.minWidth(),
                resize.minHeight(),
                Optional.of(kernel));
    }

    private Asked again(
            double dpr,
            double zoomX,
            double zoomY,
            OptionalInt width,
            OptionalInt height,
            Optional<Resize.Kernel> kernel) {
        resize = new Resize(
                resize.mode(),
                resize.width(),
                resize.height(),
                resize.enlarge(),
                dpr,
                zoomX,
                zoomY,
                width,
                height,
                kernel);
        return this;
    }

    private static OptionalInt side(Integer side) {
        return side == null ? OptionalInt.empty() : OptionalInt.of(side);
    }

    Asked turn(int angle, boolean horizontally, boolean vertically) {
        turn = new Turn(turn.auto(), angle, horizontally, vertically);
        return this;
    }

    Asked auto(boolean auto) {
        turn = turn.withAuto(auto);
        return this;
    }

    Asked gravity(String type, double x, double y) {
        gravity = new Gravity(Plans.gravity(type), x, y);
        return this;
    }

    Asked extend(String type, double x, double y) {
        extend = Optional.of(new Extend(new Gravity(Plans.gravity(type), x, y)));
        return this;
    }

    Asked extendAspectRatio(String type, double x, double y) {
        shape = Optional.of(new Extend(new Gravity(Plans.gravity(type), x, y)));
        return this;
    }

    Asked padding(int top, int right, int bottom, int left) {
        padding = new Padding(top, right, bottom, left);
        return this;
    }

    /** A blur, and areas of another. */
    Asked blur(double sigma, int areas) {
        Effects none = Effects.NONE;
        effects = new Effects(
                sigma,
                none.sharpen(),
                none.pixelate(),
                none.unsharp(),
                none.adjust(),
                none.monochrome(),
                none.duotone(),
                none.colorize(),
                none.gradient(),
                Collections.nCopies(areas, new Effects.BlurArea(sigma, 0, 0, 1, 1)),
                none.progressiveBlur());
        return this;
    }

    Asked background(int rgb) {
        background = Optional.of(new Color(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
        return this;
    }

    Asked background(int rgb, double share) {
        opacity = OptionalDouble.of(share);
        return background(rgb);
    }

    Transform transform() {
        return new Transform(
                trim,
                crop,
                resize,
                turn,
                gravity,
                effects,
                extend,
                shape,
                padding,
                background,
                opacity,
                Optional.empty());
    }
}
