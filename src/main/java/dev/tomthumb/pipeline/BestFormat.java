package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.pixel.measure.Luma;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choice of a format by what the picture is like (imgproxy Pro's best format): drawings are written without losses,
 * or almost, photographs with them, and of the formats that are left the smallest file wins.
 */
final class BestFormat {
    /** What is chosen from, the one that makes the smaller file in most cases first. */
    private static final List<ImageFormat> BY_PROMISE = List.of(ImageFormat.WEBP, ImageFormat.JPEG, ImageFormat.PNG);
    /** The same for what moves. */
    private static final List<ImageFormat> MOVING_BY_PROMISE = List.of(ImageFormat.WEBP, ImageFormat.GIF);

    /** What no WebP is longer than (RFC 6386, section 9.1). */
    private static final int WEBP_SIDE = 16_383;

    private BestFormat() {}

    /**
     * The formats there are to choose from, best first: those that are preferred, and the one that was negotiated.
     *
     * @param writable what can be written at all
     * @return none if there is no choice
     */
    static List<ImageFormat> candidates(
            List<ImageFormat> preferred, Optional<ImageFormat> negotiated, Set<ImageFormat> writable) {
        return candidates(BY_PROMISE, preferred, negotiated, writable::contains);
    }

    /**
     * The same for an original that moves and may go on doing so.
     *
     * @param movable whether frames can be written in a format
     */
    static List<ImageFormat> moving(
            List<ImageFormat> preferred, Optional<ImageFormat> negotiated, Predicate<ImageFormat> movable) {
        return candidates(MOVING_BY_PROMISE, preferred, negotiated, movable);
    }

    private static List<ImageFormat> candidates(
            List<ImageFormat> promising,
            List<ImageFormat> preferred,
            Optional<ImageFormat> negotiated,
            Predicate<ImageFormat> writable) {
        return promising.stream()
                .filter(format -> preferred.contains(format)
                        || negotiated.filter(format::equals).isPresent())
                .filter(writable)
                .toList();
    }

    /** The candidate that steps are planned for: one that keeps transparency, if there may be any. */
    static ImageFormat planned(List<ImageFormat> candidates, boolean transparent) {
        return candidates.stream()
                .filter(format -> format.hasAlpha() == transparent)
                .findFirst()
                .orElse(candidates.get(0));
    }

    /** The files that are worth trying for these pixels, the most promising first; at least one. */
    static List<FilePlan> worthTrying(List<FilePlan> files, Pixels pixels, FileRules.Best rules) {
        boolean opaque = isOpaque(pixels);
        boolean plain = Luma.of(pixels).entropy() < rules.complexity();
        List<FilePlan> holding = files.stream()
                .filter(file -> (opaque || file.format().hasAlpha()) && holds(file.format(), pixels))
                .toList();
        List<FilePlan> possible = holding.isEmpty() ? files.subList(0, 1) : holding;
        List<FilePlan> fitting = possible.stream()
                .filter(file -> plain ? file.format() != ImageFormat.JPEG : file.format() != ImageFormat.PNG)
                .map(file -> plain ? FilePlanner.lossless(file) : file)
                .toList();
        List<FilePlan> tried = fitting.isEmpty() ? possible : fitting;
        long size = (long) pixels.width() * pixels.height();
        boolean many = rules.maxPixels().isPresent() && size > rules.maxPixels().getAsInt();
        return many ? tried.subList(0, 1) : tried;
    }

    private static boolean holds(ImageFormat format, Pixels pixels) {
        return format != ImageFormat.WEBP || Math.max(pixels.width(), pixels.height()) <= WEBP_SIDE;
    }

    private static boolean isOpaque(Pixels pixels) {
        if (!pixels.layout().hasAlpha()) {
            return true;
        }
        Plane alpha = pixels.alpha();
        byte[] row = new byte[alpha.width()];
        for (int y = 0; y < alpha.height(); y++) {
            alpha.readRow(y, row);
            for (byte sample : row) {
                if (sample != -1) {
                    return false;
                }
            }
        }
        return true;
    }
}
