package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Collects what a URL's options say, in the order in which they stand: a later one overrides. One parse, one thread.
 *
 * <p>{@link #image} leaves out what cannot change the picture (the gravity of a picture that is not cut, the difference
 * between fit and fill when only one side is given), so that one picture has one key.
 */
public final class RequestBuilder {
    private Resize.Mode mode = Resize.Mode.FIT;
    private OptionalInt width = OptionalInt.empty();
    private OptionalInt height = OptionalInt.empty();
    private boolean enlarge;
    private double dpr = 1;
    private Gravity.Type gravity = Gravity.Type.CENTER;
    private double gravityX;
    private double gravityY;
    private Optional<Gravity.Type> crop = Optional.empty();
    private OptionalDouble focalX = OptionalDouble.empty();
    private OptionalDouble focalY = OptionalDouble.empty();
    private Optional<Color> background = Optional.empty();
    private OptionalInt quality = OptionalInt.empty();
    private Optional<ImageFormat> format = Optional.empty();
    private boolean negotiated;
    private Optional<String> version = Optional.empty();
    private Optional<Instant> expires = Optional.empty();
    private Optional<String> filename = Optional.empty();
    private boolean attachment;

    void mode(Resize.Mode value) {
        mode = value;
    }

    void width(OptionalInt value) {
        width = value;
    }

    void height(OptionalInt value) {
        height = value;
    }

    void enlarge(boolean value) {
        enlarge = value;
    }

    void dpr(double value) {
        dpr = value;
    }

    void gravity(Gravity.Type value) {
        gravity = value;
    }

    void gravityX(double value) {
        gravityX = value;
    }

    void gravityY(double value) {
        gravityY = value;
    }

    /** The query language's gravity, which is put together from three parameters in any order. */
    void crop(Gravity.Type value) {
        crop = Optional.of(value);
    }

    void focalX(double value) {
        focalX = OptionalDouble.of(value);
    }

    void focalY(double value) {
        focalY = OptionalDouble.of(value);
    }

    void background(Optional<Color> value) {
        background = value;
    }

    void quality(OptionalInt value) {
        quality = value;
    }

    /** The format asked for; imgproxy's extension sets it after all options. */
    public void format(ImageFormat value) {
        format = Optional.of(value);
    }

    void negotiated(boolean value) {
        negotiated = value;
    }

    void version(Optional<String> value) {
        version = value;
    }

    void expires(Optional<Instant> value) {
        expires = value;
    }

    void filename(Optional<String> value) {
        filename = value;
    }

    void attachment(boolean value) {
        attachment = value;
    }

    /** When the URL ends, if it says so. */
    public Optional<Instant> expires() {
        return expires;
    }

    /** The version alone, for an original that is sent as it is. */
    public Optional<String> version() {
        return version;
    }

    /** The picture asked for so far. */
    public ImageRequest image(SourceRef source) {
        Resize resize = new Resize(effectiveMode(), width, height, enlarge, dpr);
        Transform transform = new Transform(resize, cuts(resize) ? gravity() : Gravity.CENTER, background);
        return new ImageRequest(source, transform, new OutputSpec(format, quality), version);
    }

    /** What the URL says about the response. */
    public Delivery delivery(String dialect) {
        List<ImageFormat> candidates = negotiated && format.isEmpty() ? List.of(ImageFormat.WEBP) : List.of();
        return new Delivery(dialect, expires, candidates, filename, attachment);
    }

    /** With one side only, the other follows by aspect in every mode but force (imgproxy pipeline, 3, Scale 2). */
    private Resize.Mode effectiveMode() {
        boolean bothSides = width.isPresent() && height.isPresent();
        boolean oneSide = width.isPresent() || height.isPresent();
        return bothSides || oneSide && mode == Resize.Mode.FORCE ? mode : Resize.Mode.FIT;
    }

    private static boolean cuts(Resize resize) {
        return switch (resize.mode()) {
            case FILL, FILL_DOWN, AUTO -> true;
            case FIT, FORCE -> false;
        };
    }

    private Gravity gravity() {
        boolean focal = focalX.isPresent() || focalY.isPresent();
        if (crop.isPresent() && crop.get() != Gravity.Type.FOCAL_POINT) {
            return new Gravity(crop.get(), 0, 0);
        }
        if (crop.isPresent() || focal) {
            return new Gravity(Gravity.Type.FOCAL_POINT, focalX.orElse(0.5), focalY.orElse(0.5));
        }
        return new Gravity(gravity, gravityX, gravityY);
    }
}
