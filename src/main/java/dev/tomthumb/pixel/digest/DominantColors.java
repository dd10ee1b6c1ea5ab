package dev.tomthumb.pixel.digest;

import dev.tomthumb.codec.Pixels;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The colours a picture is remembered by, as Android's Palette library defines them: for each kind that colour of a
 * palette of 16 which comes nearest to the kind's lightness and saturation (HSL) and covers the most; no colour serves
 * twice. Weights: saturation 0.24, lightness 0.52, coverage 0.24. Almost black and almost white do not count.
 */
public final class DominantColors {
    private static final int PALETTE = 16;
    private static final double SATURATION_WEIGHT = 0.24;
    private static final double LIGHTNESS_WEIGHT = 0.52;
    private static final double COVERAGE_WEIGHT = 0.24;
    private static final double BLACK = 0.05;
    private static final double WHITE = 0.95;

    private DominantColors() {}

    /** The kinds, in the order in which they choose. */
    public enum Kind {
        LIGHT_VIBRANT(0.55, 0.74, 1, 0.35, 1, 1),
        VIBRANT(0.3, 0.5, 0.7, 0.35, 1, 1),
        DARK_VIBRANT(0, 0.26, 0.45, 0.35, 1, 1),
        LIGHT_MUTED(0.55, 0.74, 1, 0, 0.3, 0.4),
        MUTED(0.3, 0.5, 0.7, 0, 0.3, 0.4),
        DARK_MUTED(0, 0.26, 0.45, 0, 0.3, 0.4);

        private final double leastLightness;
        private final double lightness;
        private final double mostLightness;
        private final double leastSaturation;
        private final double saturation;
        private final double mostSaturation;

        Kind(
                double leastLightness,
                double lightness,
                double mostLightness,
                double leastSaturation,
                double saturation,
                double mostSaturation) {
            this.leastLightness = leastLightness;
            this.lightness = lightness;
            this.mostLightness = mostLightness;
            this.leastSaturation = leastSaturation;
            this.saturation = saturation;
            this.mostSaturation = mostSaturation;
        }

        /** imgproxy's name, e.g. {@code light_vibrant}. */
        public String token() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        boolean takes(Hsl color) {
            return color.saturation() >= leastSaturation
                    && color.saturation() <= mostSaturation
                    && color.lightness() >= leastLightness
                    && color.lightness() <= mostLightness
                    && color.lightness() > BLACK
                    && color.lightness() < WHITE;
        }

        double score(Hsl color, double coverage) {
            return SATURATION_WEIGHT * (1 - Math.abs(color.saturation() - saturation))
                    + LIGHTNESS_WEIGHT * (1 - Math.abs(color.lightness() - lightness))
                    + COVERAGE_WEIGHT * coverage;
        }
    }

    /**
     * The colours that were found.
     *
     * @param buildMissing whether those that were not found are made of those that were: of the same hue, with the
     *     lightness and saturation of the kind
     */
    public static Map<Kind, Rgba> of(Pixels pixels, boolean buildMissing) {
        List<Colors.Share> shares = Colors.shares(pixels, PALETTE).stream()
                .filter(share -> share.color().alpha() > 0)
                .toList();
        Map<Kind, Rgba> found = new EnumMap<>(Kind.class);
        Set<Rgba> used = new HashSet<>();
        for (Kind kind : Kind.values()) {
            best(kind, shares, used).ifPresent(color -> {
                found.put(kind, color);
                used.add(color);
            });
        }
        if (buildMissing && !found.isEmpty()) {
            build(found);
        }
        return found;
    }

    private static Optional<Rgba> best(Kind kind, List<Colors.Share> shares, Set<Rgba> used) {
        Optional<Rgba> best = Optional.empty();
        double highest = Double.NEGATIVE_INFINITY;
        for (Colors.Share share : shares) {
            Hsl color = Hsl.of(share.color());
            double score =
                    kind.score(color, (double) share.pixels() / shares.get(0).pixels());
            if (kind.takes(color) && !used.contains(share.color()) && score > highest) {
                highest = score;
                best = Optional.of(share.color());
            }
        }
        return best;
    }

    /** Of the vibrant kinds, from a vibrant one if there is any; of the muted, from a muted one. */
    private static void build(Map<Kind, Rgba> found) {
        Map<Kind, Rgba> given = new EnumMap<>(found);
        for (Kind kind : Kind.values()) {
            if (!found.containsKey(kind)) {
                Rgba model = given.entrySet().stream()
                        .filter(entry -> entry.getKey().saturation == kind.saturation)
                        .findFirst()
                        .orElseGet(() -> given.entrySet().iterator().next())
                        .getValue();
                Hsl hue = Hsl.of(model);
                double saturation = Math.max(kind.leastSaturation, Math.min(kind.mostSaturation, hue.saturation()));
                found.put(kind, new Hsl(hue.hue(), saturation, kind.lightness).rgb());
            }
        }
    }
}
