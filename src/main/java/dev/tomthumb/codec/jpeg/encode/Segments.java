package dev.tomthumb.codec.jpeg.encode;

import java.util.List;

/** Writes the marker segments of a file (T.81, annex B). */
final class Segments {
    private static final int SOI = 0xffd8;
    private static final int EOI = 0xffd9;
    private static final int DQT = 0xffdb;
    private static final int DHT = 0xffc4;
    private static final int SOS = 0xffda;
    private static final int BASELINE = 0xffc0;
    private static final int PROGRESSIVE = 0xffc2;

    private final ChunkedOutput output;

    Segments(ChunkedOutput output) {
        this.output = output;
    }

    /** A Huffman code and its place: class 0 for DC, 1 for AC, and identifier 0 or 1. */
    record Table(int tableClass, int identifier, HuffmanCode code) {}

    /** Start of image. */
    void start() {
        output.u16(SOI);
    }

    /** End of image. */
    void end() {
        output.u16(EOI);
    }

    /** Quantisation tables of 8-bit steps, numbered from 0 (T.81, B.2.4.1). */
    void quantization(List<int[]> tables) {
        output.u16(DQT);
        output.u16(2 + 65 * tables.size());
        for (int i = 0; i < tables.size(); i++) {
            output.u8(i);
            for (int k = 0; k < 64; k++) {
                output.u8(tables.get(i)[ZigZag.natural(k)]);
            }
        }
    }

    /** Huffman tables (T.81, B.2.4.2). */
    void huffman(List<Table> tables) {
        output.u16(DHT);
        output.u16(2
                + tables.stream()
                        .mapToInt(table -> 17 + table.code.symbols().length)
                        .sum());
        for (Table table : tables) {
            output.u8(table.tableClass << 4 | table.identifier);
            output.bytes(table.code.counts());
            output.bytes(table.code.symbols());
        }
    }

    /** The frame header (T.81, B.2.2). */
    void frame(CodedPicture picture, boolean progressive) {
        List<CodedComponent> components = picture.components();
        output.u16(progressive ? PROGRESSIVE : BASELINE);
        output.u16(8 + 3 * components.size());
        output.u8(8);
        output.u16(picture.size().height());
        output.u16(picture.size().width());
        output.u8(components.size());
        for (CodedComponent component : components) {
            output.u8(component.identifier());
            output.u8(component.blocks().across() << 4 | component.blocks().down());
            output.u8(component.table());
        }
    }

    /**
     * The header of a scan (T.81, B.2.3).
     *
     * @param first and {@code last}: the coefficients in it, by place in the zig-zag order
     * @param high and {@code low}: of progressive scans, the bit positions that bound those it tells
     */
    void scan(List<CodedComponent> components, int first, int last, int high, int low) {
        output.u16(SOS);
        output.u16(6 + 2 * components.size());
        output.u8(components.size());
        for (CodedComponent component : components) {
            output.u8(component.identifier());
            output.u8(component.table() << 4 | component.table());
        }
        output.u8(first);
        output.u8(last);
        output.u8(high << 4 | low);
    }
}
