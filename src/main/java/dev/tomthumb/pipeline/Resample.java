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
    private final Size scaled;
    private final Box window;
    private final Orientation orientation;
    private final Transfer transfer;
    private final Scratch scratch;
    /** The colour differences share theirs, and so do red, green and blue. */
    private final Map<Stretch, Axis> axes = new HashMap<>();

    /**
     * @param scaled the whole scaled picture, turned as stored
     * @param window what is made of it
     * @param orientation how the window will be turned; decides where its colour differences lie
     * @param transfer the proportion in which pixels are weighed
     */
    Resample(Size scaled, Box window, Orientation orientation, Transfer transfer, Scratch scratch) {
        this.scaled = scaled;
        this.window = window;
        this.orientation = orientation;
        this.transfer = transfer;
        this.scratch = scratch;
    }

    private record Stretch(int source, double ratio, double from, int count) {}

    /** The window of a picture in memory scaled to a size; the picture itself, uncut, if it has that size. */
    static Pixels scaled(Pixels pixels, Size size, Box window) throws ImageException {
        Size source = new Size(pixels.width(), pixels.height());
        if (source.equals(size)) {
            return pixels;
        }
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            Box region = DecodeScale.region(source, size, window, Sampling.FULL);
            return new Resample(size, window, Orientation.UPRIGHT, Transfer.STORED, scratch)
                    .pixels(new PixelBands(pixels, region), Sampling.FULL, Checkpoint.NONE);
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
            stores.add(new PlaneStore(made(sampling(layout, i, chroma)), orientation, transfer(layout, i)));
        }
        into(bands, chroma, layout.hasAlpha() ? divided(stores) : stores::get, checkpoint);
        List<Plane> planes = new ArrayList<>();
        stores.forEach(store -> planes.add(store.plane()));
        return new Pixels(layout, planes);
    }

    private IntFunction<ColumnSink> divided(List<PlaneStore> stores) {
        AlphaDivision division = new AlphaDivision(window.width(), scratch);
        int alpha = stores.size() - 1;
        return i -> i == alpha ? division.opacity(stores.get(i)) : division.color(stores.get(i));
    }

    /** Opacity is a proportion already. */
    private Transfer transfer(Layout layout, int plane) {
        return layout.hasAlpha() && plane == layout.planes() - 1 ? Transfer.STORED : transfer;
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
            planes.add(plane(bands.grids().get(i), sampling(bands.layout(), i, chroma), sinks.apply(i)));
        }
        bands.decode(RowPreparation.before(planes, bands.layout(), transfer, bands.grids()), checkpoint);
        planes.forEach(PlaneResampler::requireFinished);
    }

    private static Sampling sampling(Layout layout, int plane, Sampling chroma) {
        return layout == Layout.YCBCR && plane > 0 ? chroma : Sampling.FULL;
    }

    private Size made(Sampling sampling) {
        return new Size(sampling.across(window.width()), sampling.down(window.height()));
    }

    private PlaneResampler plane(Grid grid, Sampling made, ColumnSink sink) {
        Axis columns = axis(
                grid.width(),
                grid.spanX() / (scaled.width() * made.x()),
                from(window.x(), window.width(), made.x(), orientation.mirroredX()),
                made.across(window.width()));
        Axis rows = axis(
                grid.height(),
                grid.spanY() / (scaled.height() * made.y()),
                from(window.y(), window.height(), made.y(), orientation.mirroredY()),
                made.down(window.height()));
        return new PlaneResampler(grid, columns, rows, sink, scratch);
    }

    private Axis axis(int source, double ratio, double from, int count) {
        return axes.computeIfAbsent(
                new Stretch(source, ratio, from, count), key -> Axis.of(source, ratio, from, count));
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
