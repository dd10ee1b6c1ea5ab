package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.model.Box;
import java.util.List;

/**
 * Which blocks of a component are decoded, and to what.
 *
 * @param frame the frame
 * @param component the component
 * @param scale samples made of a block on each axis: 1..8
 * @param firstColumn the first column of MCUs that is kept
 * @param endColumn the column behind the last one
 * @param firstBand the first row of MCUs that is kept
 * @param endBand the row behind the last one; nothing from there on is decoded
 */
record PlaneGeometry(
        Frame frame, FrameComponent component, int scale, int firstColumn, int endColumn, int firstBand, int endBand) {
    /** @param region what must be right, in pixels of the picture */
    static PlaneGeometry of(Frame frame, FrameComponent component, int scale, Box region) {
        int across = 8 * frame.mostAcross();
        int down = 8 * frame.mostDown();
        return new PlaneGeometry(
                frame,
                component,
                scale,
                region.x() / across,
                Math.min(Frame.ceil((long) region.x() + region.width(), across), frame.mcusAcross()),
                region.y() / down,
                Math.min(Frame.ceil((long) region.y() + region.height(), down), frame.mcusDown()));
    }

    /** One for each component. */
    static List<PlaneGeometry> ofAll(Frame frame, Demand demand) {
        return frame.components().stream()
                .map(component -> of(frame, component, demand.eighths().get(component.index()), demand.region()))
                .toList();
    }

    /** Whether everything is kept. */
    boolean isWhole() {
        return firstColumn == 0 && endColumn == frame.mcusAcross() && firstBand == 0 && endBand == frame.mcusDown();
    }

    /** The first block of a row that is kept. */
    int firstBlock() {
        return firstColumn * component.across();
    }

    /** Blocks kept of each row, those included that only fill the last MCU. */
    int width() {
        return (endColumn - firstColumn) * component.across();
    }

    /** Blocks kept of each row that carry samples of the picture. */
    int visibleWidth() {
        return Math.min(width(), frame.blocksAcross(component) - firstBlock());
    }

    /** All blocks of a row, those included that only fill the last MCU. */
    int blocksAcross() {
        return frame.mcusAcross() * component.across();
    }

    /** Rows of blocks in a band. */
    int rowsPerBand() {
        return component.down();
    }

    Grid grid() {
        int blocks = frame.blocksAcross(component);
        double spanX = span(frame.size().width(), component.across(), frame.mostAcross());
        double spanY = span(frame.size().height(), component.down(), frame.mostDown());
        return new Grid(
                (int) Math.ceil(spanX), (int) Math.ceil(spanY), spanX, spanY, scale, blocks, component.down() * scale);
    }

    /** One division only, so that a whole number of samples comes out whole. */
    private double span(int pixels, int factor, int most) {
        return (double) ((long) pixels * factor * scale) / (8 * most);
    }
}
