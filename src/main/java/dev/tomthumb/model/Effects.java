package dev.tomthumb.model;

import java.util.List;
import java.util.Optional;

/**
 * What changes samples and no size. Everything but blur, sharpening and pixelation is what imgproxy keeps for its paid
 * edition.
 *
 * @param blur sigma of a Gaussian in pixels of the result, finite and &ge; 0; 0 = none
 * @param sharpen sigma of a sharpening mask in pixels of the result, finite and &ge; 0; 0 = none
 * @param pixelate side of the squares the picture is coarsened to, in pixels of the result; up to 1 = none
 * @param unsharp unsharp masking; empty = none
 * @param adjust brightness, contrast and saturation
 * @param monochrome turns to shades of one colour; empty = not
 * @param duotone turns to shades between two colours; empty = not
 * @param colorize a colour laid over the picture; empty = none
 * @param gradient a colour that fades in over the picture; empty = none
 * @param blurAreas parts that are blurred
 * @param progressiveBlur a blur that grows in one direction; empty = none
 */
public record Effects(
        double blur,
        double sharpen,
        int pixelate,
        Optional<UnsharpMask> unsharp,
        Adjust adjust,
        Optional<Monochrome> monochrome,
        Optional<Duotone> duotone,
        Optional<Colorize> colorize,
        Optional<Gradient> gradient,
        List<BlurArea> blurAreas,
        Optional<ProgressiveBlur> progressiveBlur) {
    /** None of them. */
    public static final Effects NONE = new Effects(
            0,
            0,
            0,
            Optional.empty(),
            Adjust.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** @throws IllegalArgumentException for a number outside its range */
    public Effects {
        requireAtLeastZero(blur);
        requireAtLeastZero(sharpen);
        requireAtLeastZero(pixelate);
        blurAreas = List.copyOf(blurAreas);
    }

    private static void requireAtLeastZero(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("an effect's strength is a number from 0 on, not " + value);
        }
    }

    static void requireShare(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + value);
        }
    }

    /**
     * Unsharp masking.
     *
     * @param always whether pictures that are not made smaller are sharpened too
     * @param weight how strongly, finite and &gt; 0
     * @param divider the larger, the weaker: the strength is weight divided by it, finite and &gt; 0
     */
    public record UnsharpMask(boolean always, double weight, double divider) {
        /** @throws IllegalArgumentException for a number that is not positive */
        public UnsharpMask {
            if (!(weight > 0 && divider > 0) || Double.isInfinite(weight) || Double.isInfinite(divider)) {
                throw new IllegalArgumentException("weight and divider of an unsharp mask are numbers above 0");
            }
        }
    }

    /**
     * Brightness, contrast and saturation, applied in this order.
     *
     * @param brightness added to every colour sample, -255..255
     * @param contrast factor around the middle, finite and &gt; 0; 1 = unchanged
     * @param saturation factor of the distance from grey, finite and &ge; 0; 1 = unchanged
     */
    public record Adjust(int brightness, double contrast, double saturation) {
        /** As it is. */
        public static final Adjust NONE = new Adjust(0, 1, 1);

        /** @throws IllegalArgumentException for a number outside its range */
        public Adjust {
            if (brightness < -255 || brightness > 255) {
                throw new IllegalArgumentException("brightness is -255 to 255, not " + brightness);
            }
            if (!(contrast > 0 && saturation >= 0) || Double.isInfinite(contrast) || Double.isInfinite(saturation)) {
                throw new IllegalArgumentException("contrast and saturation are positive numbers");
            }
        }
    }

    /**
     * Shades of one colour.
     *
     * @param intensity how far, 0..1
     * @param color what middle grey becomes: the shades go from black through it to white
     */
    public record Monochrome(double intensity, Color color) {
        /** @throws IllegalArgumentException for an intensity outside 0..1 */
        public Monochrome {
            requireShare(intensity);
        }
    }

    /**
     * Shades between two colours.
     *
     * @param intensity how far, 0..1
     * @param dark what black becomes
     * @param light what white becomes
     */
    public record Duotone(double intensity, Color dark, Color light) {
        /** @throws IllegalArgumentException for an intensity outside 0..1 */
        public Duotone {
            requireShare(intensity);
        }
    }

    /**
     * A colour laid over the picture.
     *
     * @param opacity 0..1
     * @param color the colour
     * @param keepAlpha whether transparent pixels stay transparent
     */
    public record Colorize(double opacity, Color color, boolean keepAlpha) {
        /** @throws IllegalArgumentException for an opacity outside 0..1 */
        public Colorize {
            requireShare(opacity);
        }
    }

    /**
     * A colour that fades in over the picture.
     *
     * @param opacity of the colour where it is full, 0..1
     * @param color the colour
     * @param angle where it becomes full, in degrees clockwise: 0 = at the bottom, 90 = left, 180 = at the top, 270 =
     *     right; 0..360
     * @param start where it begins, 0..1 of the way
     * @param stop where it is full, 0..1 of the way
     */
    public record Gradient(double opacity, Color color, double angle, double start, double stop) {
        /** @throws IllegalArgumentException for a number outside its range */
        public Gradient {
            requireShare(opacity);
            requireShare(start);
            requireShare(stop);
            requireAngle(angle);
        }
    }

    /**
     * A blur that grows in one direction.
     *
     * @param sigma of the Gaussian where it is full, in pixels of the result, finite and &ge; 0
     * @param angle as {@link Gradient#angle}
     * @param start where it begins, 0..1 of the way
     * @param stop where it is full, 0..1 of the way
     */
    public record ProgressiveBlur(double sigma, double angle, double start, double stop) {
        /** @throws IllegalArgumentException for a number outside its range */
        public ProgressiveBlur {
            requireAtLeastZero(sigma);
            requireShare(start);
            requireShare(stop);
            requireAngle(angle);
        }
    }

    /**
     * A part that is blurred, in shares of the upright original's sides.
     *
     * @param sigma of the Gaussian, finite and &ge; 0
     * @param left 0..1
     * @param top 0..1
     * @param width 0..1
     * @param height 0..1
     */
    public record BlurArea(double sigma, double left, double top, double width, double height) {
        /** @throws IllegalArgumentException for a number outside its range */
        public BlurArea {
            requireAtLeastZero(sigma);
            requireShare(left);
            requireShare(top);
            requireShare(width);
            requireShare(height);
        }
    }

    private static void requireAngle(double angle) {
        if (!(angle >= 0 && angle <= 360)) {
            throw new IllegalArgumentException("an angle is 0 to 360 degrees, not " + angle);
        }
    }
}
