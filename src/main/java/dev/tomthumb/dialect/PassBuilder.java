package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Turn;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Collects one pass over a picture.
 *
 * <p>{@link #transform} leaves out what cannot change the picture (the gravity of a picture that is not cut, the
 * difference between fit and fill when only one side is given), so that one picture has one key.
 */
final class PassBuilder {
    final TrimBuilder trim = new TrimBuilder();
    final CropBuilder crop = new CropBuilder();
    final ResizeBuilder resize = new ResizeBuilder();
    final GravityBuilder gravity = new GravityBuilder();
    final EffectsBuilder effects = new EffectsBuilder();
    final ExtendBuilder extend = new ExtendBuilder();
    final ExtendBuilder extendAspectRatio = new ExtendBuilder();
    final WatermarkBuilder watermark = new WatermarkBuilder();
    Optional<Boolean> autoRotate = Optional.empty();
    int angle;
    boolean flipHorizontal;
    boolean flipVertical;
    int padTop;
    int padRight;
    int padBottom;
    int padLeft;
    Optional<Color> background = Optional.empty();
    double backgroundOpacity = 1;

    Transform transform() {
        Gravity asked = gravity.gravity();
        Gravity kept = resize.cuts() ? asked : Gravity.CENTER;
        return new Transform(
                trim.trim(),
                crop.crop(asked, kept),
                resize.resize(),
                new Turn(autoRotate, angle, flipHorizontal, flipVertical),
                kept,
                effects.effects(),
                extend.extend(resize.hasSide()),
                extendAspectRatio.extend(resize.hasBothSides()),
                new Padding(padTop, padRight, padBottom, padLeft),
                background,
                background.isPresent() && backgroundOpacity < 1
                        ? OptionalDouble.of(backgroundOpacity)
                        : OptionalDouble.empty(),
                watermark.watermark());
    }
}
