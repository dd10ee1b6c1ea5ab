package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects;
import java.util.List;
import java.util.Optional;

/** Collects what changes samples; a strength of 0 says "none", whatever else was said about it. */
final class EffectsBuilder {
    private static final Color BLACK = new Color(0, 0, 0);

    double blur;
    double sharpen;
    int pixelate;
    Optional<SharpenWhen> unsharp = Optional.empty();
    double unsharpWeight = 1;
    double unsharpDivider = 24;
    int brightness;
    double contrast = 1;
    double saturation = 1;
    double monochrome;
    Color monochromeColor = new Color(0xb3, 0xb3, 0xb3);
    double duotone;
    Color duotoneDark = BLACK;
    Color duotoneLight = Color.WHITE;
    double colorize;
    Color colorizeColor = BLACK;
    boolean colorizeKeepsAlpha;
    double gradient;
    Color gradientColor = BLACK;
    final Slope gradientSlope = new Slope();
    List<Effects.BlurArea> blurAreas = List.of();
    double progressiveBlur;
    final Slope progressiveSlope = new Slope();

    /** Which pictures unsharp masking is for. */
    enum SharpenWhen {
        SHRUNK,
        NEVER,
        ALWAYS
    }

    /** Where something becomes full: downwards over the whole way unless said otherwise. */
    static final class Slope {
        double angle;
        double start;
        double stop = 1;
    }

    Effects effects() {
        return new Effects(
                blur,
                sharpen,
                pixelate > 1 ? pixelate : 0,
                unsharp.filter(when -> when != SharpenWhen.NEVER)
                        .map(when ->
                                new Effects.UnsharpMask(when == SharpenWhen.ALWAYS, unsharpWeight, unsharpDivider)),
                new Effects.Adjust(brightness, contrast, saturation),
                of(monochrome).map(share -> new Effects.Monochrome(share, monochromeColor)),
                of(duotone).map(share -> new Effects.Duotone(share, duotoneDark, duotoneLight)),
                of(colorize).map(share -> new Effects.Colorize(share, colorizeColor, colorizeKeepsAlpha)),
                of(gradient)
                        .map(share -> new Effects.Gradient(
                                share, gradientColor, gradientSlope.angle, gradientSlope.start, gradientSlope.stop)),
                visible(blurAreas),
                of(progressiveBlur)
                        .map(sigma -> new Effects.ProgressiveBlur(
                                sigma, progressiveSlope.angle, progressiveSlope.start, progressiveSlope.stop)));
    }

    private static List<Effects.BlurArea> visible(List<Effects.BlurArea> areas) {
        return areas.isEmpty()
                ? areas
                : areas.stream()
                        .filter(area -> area.sigma() > 0 && area.width() > 0 && area.height() > 0)
                        .toList();
    }

    private static Optional<Double> of(double strength) {
        return strength > 0 ? Optional.of(strength) : Optional.empty();
    }
}
