package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
     * What must be decoded.
     *
     * @param chroma how finely colour differences sample the upright result; empty = as all other planes
     */
    static Demand demand(ImageHeader header, Scaling scaling, Optional<Sampling> chroma) {
        if (header.components().isEmpty()) {
            return new Demand(region(scaling, Sampling.FULL), List.of(8));
        }
        Components stored = header.components().get();
        if (scaling.transfer() != Transfer.STORED) {
            // What is weighed in proportion to light must not have been averaged otherwise before.
            return Demand.everything(scaling.source(), stored.sampling().size());
        }
        List<Integer> eighths = eighths(stored, scaling, made(stored, chroma.map(scaling.orientation()::stored)));
        return new Demand(region(scaling, coarsest(stored, eighths)), eighths);
    }

    private static List<Integer> eighths(Components stored, Scaling scaling, List<Sampling> made) {
        // What picks samples wants to see them.
        return scaling.kernel() == Resize.Kernel.NEAREST
                ? Collections.nCopies(stored.sampling().size(), 8)
                : eighths(stored, scaling.part().size(), scaling.scaled(), made);
    }

    private static List<Sampling> made(Components stored, Optional<Sampling> chroma) {
        List<Sampling> made =
                new ArrayList<>(Collections.nCopies(stored.sampling().size(), Sampling.FULL));
        chroma.ifPresent(sampling -> Collections.fill(made.subList(1, made.size()), sampling));
        return made;
    }

    private static Sampling coarsest(Components stored, List<Integer> eighths) {
        double x = 1;
        double y = 1;
        for (int i = 0; i < eighths.size(); i++) {
            x = Math.min(x, stored.sampling().get(i).x() * eighths.get(i) / 8);
            y = Math.min(y, stored.sampling().get(i).y() * eighths.get(i) / 8);
        }
        return new Sampling(x, y);
    }

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
     * @param part what is scaled of the original, as stored
     * @param scaled the scaled part, turned as stored
     * @param made how finely each plane of the result samples it
     */
    static List<Integer> eighths(Components components, Size part, Size scaled, List<Sampling> made) {
        List<Integer> scales = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Sampling stored = components.sampling().get(i);
            Sampling wanted = made.get(i);
            scales.add(Math.max(
                    eighths(part.width() * stored.x(), scaled.width() * wanted.x()),
                    eighths(part.height() * stored.y(), scaled.height() * wanted.y())));
        }
        return scales;
    }

    /**
     * The pixels that the window depends on: what it covers, and around that as far as the kernel reaches.
     *
     * @param coarsest samples per pixel of the coarsest plane that is decoded, scaling included
     */
    static Box region(Scaling scaling, Sampling coarsest) {
        Size source = scaling.source();
        Size scaled = scaling.scaled();
        Box part = scaling.part();
        Box window = scaling.window();
        Side across = new Side(source.width(), part.x(), (double) part.width() / scaled.width(), coarsest.x());
        Side down = new Side(source.height(), part.y(), (double) part.height() / scaled.height(), coarsest.y());
        int left = across.start(window.x());
        int right = across.end(window.x() + (long) window.width());
        int top = down.start(window.y());
        int bottom = down.end(window.y() + (long) window.height());
        return new Box(left, top, new Size(right - left, bottom - top));
    }

    /** One axis: how many pixels there are, where the part begins, pixels for each scaled one, samples for each pixel. */
    private record Side(int source, int from, double ratio, double density) {
        int start(long at) {
            return (int) Math.max(0, Math.min(source - 1.0, Math.floor(from + at * ratio - reach())));
        }

        int end(long at) {
            return (int) Math.max(1, Math.min(source, Math.ceil(from + at * ratio + reach())));
        }

        /** In pixels; one scaled sample more than the kernel needs, for averages, subsampling and turning. */
        private double reach() {
            double coarser = Math.max(ratio, 1 / density);
            return (Kernel.LANCZOS3.reach() + 2) * coarser + 1;
        }
    }
}
