package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Scales a picture while it is decoded (imgproxy pipeline, section 5, step 6): Lanczos for what shrinks, bicubic for what
 * grows, each axis by itself. Of the scaled picture only the window that is kept is made.
 */
final class Resample {
    private final Scaling scaling;
    private final Scratch scratch;
    /** The colour differences share theirs, and so do red, green and blue. */
    private final Map<Axis.Stretch, Axis> axes = new HashMap<>();

    Resample(Scaling scaling, Scratch scratch) {
        this.scaling = scaling;
        this.scratch = scratch;
    }

    /** The window of a picture in memory scaled to a size; the picture itself, uncut, if it has that size. */
    static Pixels scaled(Pixels pixels, Size size, Box window) throws ImageException {
        Size source = new Size(pixels.width(), pixels.height());
        if (source.equals(size)) {
            return pixels;
        }
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            Scaling scaling = Scaling.of(source, size, window);
            return new Resample(scaling, scratch)
                    .pixels(
                            new PixelBands(pixels, DecodeScale.region(scaling, Sampling.FULL)),
                            Sampling.FULL,
                            Checkpoint.NONE);
        }
    }

    /**
     * The window, turned upright.
     *
     * @param chroma how finely colour differences sample the scaled picture as stored
     */
    Pixels pixels(Bands bands, Sampling chroma, Checkpoint checkpoint) throws ImageException {
        Layout layout = bands.layout();
        List<PlaneStore> stores = new ArrayList<>();
        for (int i = 0; i < layout.planes(); i++) {
            stores.add(new PlaneStore(
                    made(sampling(layout, i, chroma)), scaling.orientation(), transfer(layout, i), bands.isDeep()));
        }
        into(bands, chroma, layout.hasAlpha() ? divided(stores, bands.isDeep()) : stores::get, checkpoint);
        List<Plane> planes = new ArrayList<>();
        stores.forEach(store -> planes.add(store.plane()));
        return new Pixels(layout, planes);
    }

    private IntFunction<ColumnSink> divided(List<PlaneStore> stores, boolean deep) {
        AlphaDivision division = new AlphaDivision(scaling.window().width(), deep, scratch);
        int alpha = stores.size() - 1;
        return i -> i == alpha ? division.opacity(stores.get(i)) : division.color(stores.get(i));
    }

    /** Opacity is a proportion already. */
    private Transfer transfer(Layout layout, int plane) {
        return layout.hasAlpha() && plane == layout.planes() - 1 ? Transfer.STORED : scaling.transfer();
    }

    /**
     * Decodes, scales and hands on, as stored.
     *
     * @param chroma how finely colour differences sample the scaled picture as stored
     * @param sinks where each plane goes
     */
    void into(Bands bands, Sampling chroma, IntFunction<ColumnSink> sinks, Checkpoint checkpoint)
            throws ImageException {
        List<PlaneResampler> planes = new ArrayList<>();
        for (int i = 0; i < bands.grids().size(); i++) {
            Sampling made = sampling(bands.layout(), i, chroma);
            planes.add(plane(bands.grids().get(i), made, bands.isDeep(), sinks.apply(i)));
        }
        bands.decode(RowPreparation.before(planes, bands.layout(), scaling.transfer(), bands.grids()), checkpoint);
        planes.forEach(PlaneResampler::requireFinished);
    }

    private static Sampling sampling(Layout layout, int plane, Sampling chroma) {
        return layout == Layout.YCBCR && plane > 0 ? chroma : Sampling.FULL;
    }

    private Size made(Sampling sampling) {
        Size window = scaling.window().size();
        return new Size(sampling.across(window.width()), sampling.down(window.height()));
    }

    private PlaneResampler plane(Grid grid, Sampling made, boolean deep, ColumnSink sink) {
        return new PlaneResampler(grid, columns(grid, made, deep), rows(grid, made, deep), sink, scratch);
    }

    private Axis columns(Grid grid, Sampling made, boolean deep) {
        Box part = scaling.part();
        Box window = scaling.window();
        int source = scaling.source().width();
        return axis(new Axis.Stretch(
                stretched(grid.width(), grid.spanX() / source, part.x(), part.width()),
                part.width() * grid.spanX() / source / (scaling.scaled().width() * made.x()),
                from(window.x(), window.width(), made.x(), scaling.orientation().mirroredX()),
                made.across(window.width()),
                scaling.kernel(),
                deep));
    }

    private Axis rows(Grid grid, Sampling made, boolean deep) {
        Box part = scaling.part();
        Box window = scaling.window();
        int source = scaling.source().height();
        return axis(new Axis.Stretch(
                stretched(grid.height(), grid.spanY() / source, part.y(), part.height()),
                part.height() * grid.spanY() / source / (scaling.scaled().height() * made.y()),
                from(
                        window.y(),
                        window.height(),
                        made.y(),
                        scaling.orientation().mirroredY()),
                made.down(window.height()),
                scaling.kernel(),
                deep));
    }

    private static Axis.Stretched stretched(int samples, double density, int start, int length) {
        return new Axis.Stretched(samples, start * density, (start + length) * density);
    }

    private Axis axis(Axis.Stretch stretch) {
        return axes.computeIfAbsent(stretch, Axis::of);
    }

    /**
     * Where a plane begins, in its own samples. Samples are counted from the edge that will be left or on top: of an odd
     * width the last colour difference stands for one pixel only, and that must be the last one after turning.
     */
    private static double from(int windowStart, int windowLength, double density, boolean mirrored) {
        double start = windowStart * density;
        double length = windowLength * density;
        return mirrored ? start + length - Math.ceil(length) : start;
    }
}
