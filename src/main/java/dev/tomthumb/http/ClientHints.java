package dev.tomthumb.http;

import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Resize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a browser says of the place where it will show a picture (imgproxy features, ENABLE_CLIENT_HINTS).
 *
 * <p>Anybody can send any number, and each would be another rendition: widths are rounded up to a ladder and ratios to a
 * few values, so that one URL has a bounded number of renditions.
 *
 * @param width in physical pixels
 * @param dpr physical pixels per CSS pixel
 */
public record ClientHints(OptionalInt width, OptionalDouble dpr) {
    /** Nothing is said. */
    public static final ClientHints NONE = new ClientHints(OptionalInt.empty(), OptionalDouble.empty());

    private static final double[] RATIOS = {1, 1.5, 2, 3, 4};
    private static final Pattern WIDTH = Pattern.compile("[0-9]{1,5}");
    private static final Pattern RATIO = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,4})?");

    /**
     * Reads header fields; what is no positive number is not said.
     *
     * @param width of {@code Sec-CH-Width}, else {@code Width}
     * @param dpr of {@code Sec-CH-DPR}, else {@code DPR}
     */
    public static ClientHints read(Optional<String> width, Optional<String> dpr) {
        OptionalInt pixels = width.map(String::strip)
                .filter(text -> WIDTH.matcher(text).matches())
                .map(Integer::parseInt)
                .filter(number -> number > 0)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        OptionalDouble ratio = dpr.map(String::strip)
                .filter(text -> RATIO.matcher(text).matches())
                .map(Double::parseDouble)
                .filter(number -> number > 0)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        return new ClientHints(pixels, ratio);
    }

    /**
     * The request with what its URL leaves open. The width is one of physical pixels, so it is divided by the ratio that
     * will multiply it again; a ratio of 1 in the URL counts as left open.
     *
     * @param ladder widths in physical pixels, ascending; the largest is the most anybody gets. Empty = widths are not
     *     heard
     */
    public ImageRequest applied(ImageRequest image, List<Integer> ladder) {
        Resize said = image.transform().resize();
        double ratio = said.dpr() == 1 && dpr.isPresent() ? step(dpr.getAsDouble()) : said.dpr();
        OptionalInt wide = said.width().isPresent() || width.isEmpty() || ladder.isEmpty()
                ? said.width()
                : OptionalInt.of((int) Math.max(1, Math.round(step(width.getAsInt(), ladder) / ratio)));
        if (ratio == said.dpr() && wide.equals(said.width())) {
            return image;
        }
        Resize told = new Resize(
                said.mode(),
                wide,
                said.height(),
                said.enlarge(),
                ratio,
                said.zoomX(),
                said.zoomY(),
                said.minWidth(),
                said.minHeight(),
                said.kernel());
        return image.withTransform(image.transform().withResize(told));
    }

    private static double step(double ratio) {
        for (double step : RATIOS) {
            if (ratio <= step) {
                return step;
            }
        }
        return RATIOS[RATIOS.length - 1];
    }

    private static int step(int width, List<Integer> ladder) {
        return ladder.stream().filter(step -> step >= width).findFirst().orElse(ladder.get(ladder.size() - 1));
    }
}
