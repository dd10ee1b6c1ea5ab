package dev.tomthumb.codec.jpeg.encode;

import java.util.List;

/** The DC coefficients of all components, or one bit more of them (T.81, G.1.2.1). */
final class DcScan {
    private final List<CodedComponent> components;
    private final int low;
    private final SymbolSink sink;
    private final int[] previous;

    DcScan(CodedPicture picture, int low, SymbolSink sink) {
        this.components = picture.components();
        this.low = low;
        this.sink = sink;
        previous = new int[components.size()];
    }

    /** Tells the difference to the block before. */
    void first(int index, int x, int y) {
        CodedComponent component = components.get(index);
        int dc = component.blocks().dc(x, y) >> low;
        int difference = dc - previous[index];
        previous[index] = dc;
        int category = Magnitude.category(difference);
        sink.symbol(component.table(), category);
        sink.bits(Magnitude.bits(difference, category), category);
    }

    /** Tells one bit. */
    void refine(int index, int x, int y) {
        sink.bits(components.get(index).blocks().dc(x, y) >> low & 1, 1);
    }
}
