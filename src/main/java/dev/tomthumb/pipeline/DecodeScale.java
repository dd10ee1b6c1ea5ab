package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * How finely an original must be decoded for what is made of it. The choice never changes the result's size or what is
 * cut, only its sharpness by less than the eye sees: all positions are counted on the unshrunk picture.
 */
final class DecodeScale {
    /**
     * How many more samples than wanted are decoded at least. A decoded plane ends sharply at its highest frequency; the
     * kernel needs some room below that, or its result comes out soft: 40 dB at 1, over 48 dB from 1.25 on, measured
     * against the full picture.
     */
    private static final double MARGIN = 1.25;

    private DecodeScale() {}

    /**
     * The smallest scale that leaves the margin, in eighths; all of it if none does.
     *
     * @param stored samples of the plane as stored
     * @param wanted samples of the scaled plane, whole picture
     */
    static int eighths(double stored, double wanted) {
        for (int eighths : Demand.SCALES) {
            if (stored * eighths / 8 >= wanted * MARGIN - 0.5) {
                return eighths;
            }
        }
        return 8;
    }

    /**
     * The scale of each plane.
     *
     * @param scaled the scaled picture, turned as stored
     * @param made how finely each plane of the result samples it
     */
    static List<Integer> eighths(Components components, Size source, Size scaled, List<Sampling> made) {
        List<Integer> scales = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Sampling stored = components.sampling().get(i);
            Sampling wanted = made.get(i);
            scales.add(Math.max(
                    eighths(source.width() * stored.x(), scaled.width() * wanted.x()),
                    eighths(source.height() * stored.y(), scaled.height() * wanted.y())));
        }
        return scales;
    }

    /**
     * The pixels that the window depends on: what it covers, and around that as far as the kernel reaches.
     *
     * @param coarsest samples per pixel of the coarsest plane that is decoded, scaling included
     */
    static Box region(Size source, Size scaled, Box window, Sampling coarsest) {
        int left = start(source.width(), scaled.width(), window.x(), coarsest.x());
        int right = end(source.width(), scaled.width(), window.x() + (long) window.width(), coarsest.x());
        int top = start(source.height(), scaled.height(), window.y(), coarsest.y());
        int bottom = end(source.height(), scaled.height(), window.y() + (long) window.height(), coarsest.y());
        return new Box(left, top, new Size(right - left, bottom - top));
    }

    private static int start(int source, int scaled, long at, double density) {
        double ratio = (double) source / scaled;
        return (int) Math.max(0, Math.min(source - 1.0, Math.floor(at * ratio - reach(ratio, density))));
    }

    private static int end(int source, int scaled, long at, double density) {
        double ratio = (double) source / scaled;
        return (int) Math.max(1, Math.min(source, Math.ceil(at * ratio + reach(ratio, density))));
    }

    /** In pixels; one scaled sample more than the kernel needs, for averages, subsampling and turning. */
    private static double reach(double ratio, double density) {
        double coarser = Math.max(ratio, 1 / density);
        return (Kernel.LANCZOS3.reach() + 2) * coarser + 1;
    }
}
