package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The blocks of the MCUs of a sequential scan, in the order in which they are coded (T.81, A.2). */
final class McuLayout {
    /** At larger scales so few blocks go on behind the last needed coefficient that leaping does not pay. */
    private static final int MOST_LEAPING_SCALE = 3;

    private static final short[] NO_TABLE = {};

    private final Scan scan;
    private final List<Coefficients> planes;
    private final Map<HuffmanCode, HuffmanTable> tables = new IdentityHashMap<>();
    private final Map<HuffmanCode, short[]> skipTables = new IdentityHashMap<>();

    /** @param planes of the frame, by index of the component */
    McuLayout(Scan scan, List<Coefficients> planes) {
        this.scan = scan;
        this.planes = planes;
    }

    /**
     * One MCU for each row of MCUs in a band: one row if components are interleaved, else as many as the component has
     * rows of blocks.
     */
    List<List<BlockTarget>> rows() throws ImageException {
        List<List<BlockTarget>> rows = new ArrayList<>();
        List<BlockTarget> mcu = new ArrayList<>();
        for (Scan.Part part : scan.parts()) {
            FrameComponent component = part.component();
            for (int row = 0; row < component.down(); row++) {
                for (int x = 0; x < (scan.interleaved() ? component.across() : 1); x++) {
                    mcu.add(block(part, row, x));
                }
                if (!scan.interleaved()) {
                    rows.add(List.copyOf(mcu));
                    mcu.clear();
                }
            }
        }
        if (scan.interleaved()) {
            rows.add(List.copyOf(mcu));
        }
        return rows;
    }

    private BlockTarget block(Scan.Part part, int row, int x) throws ImageException {
        FrameComponent component = part.component();
        Coefficients plane = planes.get(component.index());
        return new BlockTarget(
                component.index(),
                table(part.dc(), HuffmanTable.Kind.DC),
                table(part.ac(), HuffmanTable.Kind.AC),
                skipTable(part.ac(), plane.geometry()),
                plane.zigzag(row),
                scan.interleaved() ? component.across() : 1,
                x - plane.geometry().firstBlock(),
                limit(plane.geometry().scale()));
    }

    private HuffmanTable table(HuffmanCode code, HuffmanTable.Kind kind) throws ImageException {
        HuffmanTable known = tables.get(code);
        HuffmanTable table = known == null ? HuffmanTable.of(code, kind) : known;
        tables.put(code, table);
        return table;
    }

    /** Empty if no coefficient of the plane is passed over. */
    private short[] skipTable(HuffmanCode code, PlaneGeometry geometry) {
        boolean needed = limit(geometry.scale()) < 64 || !geometry.isWhole();
        return needed ? skipTables.computeIfAbsent(code, SkipTable::of) : NO_TABLE;
    }

    /** The place behind the last coefficient that a block needs. */
    private static int limit(int scale) {
        return scale > MOST_LEAPING_SCALE ? 64 : 64 - Long.numberOfLeadingZeros(ZigZag.within(scale));
    }
}
