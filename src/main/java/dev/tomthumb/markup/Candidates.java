package dev.tomthumb.markup;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The pictures that a browser may choose from (HTML, "srcset"): by width or by pixel density. Descriptors tell the size
 * of the picture that really comes: an original that is too small gives no larger ones.
 *
 * @param main what {@code src} names
 * @param srcset its text; empty = there is nothing to choose from
 * @param sizes what belongs beside it; empty = nothing
 */
record Candidates(Urls.Made main, Optional<String> srcset, Optional<String> sizes) {
    private static final int MOST = 32;
    private static final int WIDEST = 65_535;
    /** A width for those who do not choose. */
    private static final int USUAL = 960;
    /** Below it no picture that fills a page is wanted. */
    private static final int NARROWEST = 320;
    /** No screen has more pixels in one of CSS. */
    private static final int DENSEST = 3;

    /** All that is needed to make one. */
    private record Maker(Urls urls, Src src, Map<String, String> parameters, Optional<OriginalFacts> facts) {
        Urls.Made with(Map<String, String> changed) throws ImageException {
            return urls.made(src, changed, facts);
        }

        /** In another width, and a height in proportion; as many pixels as that says. */
        Urls.Made wide(int width, Wish wish) throws ImageException {
            Map<String, String> changed = new LinkedHashMap<>(parameters);
            changed.remove("dpr");
            OptionalInt own = wish.side("w");
            OptionalInt height = wish.side("h");
            changed.put("w", Integer.toString(width));
            if (own.isPresent() && height.isPresent()) {
                long scaled = Math.round((double) height.getAsInt() * width / Math.max(1, own.getAsInt()));
                changed.put("h", Long.toString(Math.max(1, scaled)));
            }
            return with(changed);
        }

        Urls.Made dense(String density) throws ImageException {
            if (density.equals("1")) {
                return with(parameters);
            }
            Map<String, String> changed = new LinkedHashMap<>(parameters);
            changed.put("dpr", density);
            return with(changed);
        }
    }

    /** @throws ImageException widths or densities that are not accepted, or options that are not */
    static Candidates of(Urls urls, Src src, Wish wish, Map<String, String> parameters, Optional<OriginalFacts> facts)
            throws ImageException {
        Maker maker = new Maker(urls, src, parameters, facts);
        Optional<String> widths = wish.own("widths");
        Optional<String> densities = wish.own("densities");
        boolean sized = wish.side("w").isPresent() || wish.side("h").isPresent();
        boolean decided = !urls.renders()
                || wish.html().containsKey("srcset")
                || widths.equals(Optional.of("none"))
                || densities.equals(Optional.of("none"));
        if (decided) {
            return new Candidates(maker.with(parameters), Optional.empty(), Optional.empty());
        }
        if (widths.isPresent() && !widths.get().equals("auto")) {
            return byWidth(maker, wish, widths(widths.get()), false);
        }
        if (densities.isPresent()) {
            return byDensity(maker, densities(densities.get()));
        }
        if (widths.isPresent() || wish.own("sizes").isPresent() || !sized) {
            return automatic(maker, wish);
        }
        return byDensity(maker, parameters.containsKey("dpr") ? List.of() : List.of("1", "2"));
    }

    private static Candidates automatic(Maker maker, Wish wish) throws ImageException {
        OptionalInt own = wish.side("w");
        List<Integer> steps = maker.urls().steps();
        if (maker.facts().isEmpty()) {
            int usual = steps.stream().filter(step -> step >= USUAL).findFirst().orElse(steps.get(steps.size() - 1));
            boolean sized = own.isPresent() || wish.side("h").isPresent();
            return new Candidates(
                    sized ? maker.with(maker.parameters()) : maker.wide(usual, wish),
                    Optional.empty(),
                    Optional.empty());
        }
        int least = own.isPresent() ? own.getAsInt() / 2 : NARROWEST;
        long most = own.isPresent() ? (long) own.getAsInt() * DENSEST : Long.MAX_VALUE;
        List<Integer> fitting =
                steps.stream().filter(step -> step >= least && step <= most).toList();
        return byWidth(maker, wish, fitting.isEmpty() ? steps : fitting, true);
    }

    private static Candidates byWidth(Maker maker, Wish wish, List<Integer> widths, boolean untilTheyStay)
            throws ImageException {
        List<String> texts = new ArrayList<>();
        Optional<Urls.Made> usual = Optional.empty();
        int last = 0;
        for (int width : widths) {
            Urls.Made made = maker.wide(width, wish);
            int real = made.delivered().map(Size::width).orElse(width);
            if (real > last) {
                texts.add(made.url() + " " + real + "w");
                usual = usual.isEmpty() || real <= USUAL ? Optional.of(made) : usual;
                last = real;
            } else if (untilTheyStay) {
                break;
            }
        }
        OptionalInt own = wish.side("w");
        Urls.Made main = own.isPresent() || usual.isEmpty() ? maker.with(maker.parameters()) : usual.get();
        String sizes = wish.own("sizes").orElse(own.isPresent() ? own.getAsInt() + "px" : "100vw");
        return new Candidates(main, Optional.of(String.join(", ", texts)), Optional.of(sizes));
    }

    private static Candidates byDensity(Maker maker, List<String> densities) throws ImageException {
        Urls.Made main = maker.with(maker.parameters());
        List<String> texts = new ArrayList<>();
        double last = 0;
        for (String density : densities) {
            Urls.Made made = maker.dense(density);
            double real = real(made, Double.parseDouble(density));
            // A hundredth more is a rounding, not a sharper picture.
            if (real > last + 0.01) {
                texts.add(made.url() + " " + text(real) + "x");
                last = real;
            }
        }
        return new Candidates(
                main,
                texts.size() > 1 || densities.size() == 1 && !densities.get(0).equals("1")
                        ? Optional.of(String.join(", ", texts))
                        : Optional.empty(),
                Optional.empty());
    }

    private static double real(Urls.Made made, double asked) {
        if (made.delivered().isEmpty() || made.shown().isEmpty()) {
            return asked;
        }
        double real =
                (double) made.delivered().get().width() / made.shown().get().width();
        // One pixel is a rounding.
        double nearly =
                (made.delivered().get().width() + 1.0) / made.shown().get().width();
        return nearly >= asked ? asked : real;
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** @throws ImageException {@code text} says no widths */
    static void checkWidths(String text) throws ImageException {
        if (!text.equals("auto") && !text.equals("none")) {
            widths(text);
        }
    }

    /** @throws ImageException {@code text} says no densities */
    static void checkDensities(String text) throws ImageException {
        if (!text.equals("none")) {
            densities(text);
        }
    }

    private static List<Integer> widths(String text) throws ImageException {
        List<Integer> widths = new ArrayList<>();
        for (String word : words(text)) {
            int width = word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : 0;
            if (width < 1 || width > WIDEST || widths.size() >= MOST) {
                throw Wish.refused(
                        "widths",
                        text,
                        "auto, none, or at most " + MOST + " widths from 1 to " + WIDEST + " in pixels");
            }
            widths.add(width);
        }
        return widths.stream().sorted().distinct().toList();
    }

    private static List<String> densities(String text) throws ImageException {
        List<String> densities = new ArrayList<>();
        for (String word : words(text)) {
            String number = word.endsWith("x") ? word.substring(0, word.length() - 1) : word;
            boolean accepted = number.matches("[0-9](\\.[0-9]{1,2})?") && Double.parseDouble(number) >= 0.1;
            if (!accepted || densities.size() >= MOST) {
                throw Wish.refused("densities", text, "none, or numbers from 0.1 to 9.99 such as 1 1.5 2");
            }
            densities.add(text(Double.parseDouble(number)));
        }
        return densities.stream()
                .distinct()
                .sorted((one, other) -> Double.compare(Double.parseDouble(one), Double.parseDouble(other)))
                .collect(Collectors.toList());
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("[\\s,]+"));
    }
}
