package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;

/** All coefficients in one interleaved scan (T.81, F.1). */
final class SequentialScan {
    private final CodedPicture picture;
    private final boolean optimised;
    private final List<HuffmanCode> dcCodes = new ArrayList<>();
    private final List<HuffmanCode> acCodes = new ArrayList<>();

    /** @param optimised whether the Huffman codes shall be made for this picture, not the standard's typical ones */
    SequentialScan(CodedPicture picture, boolean optimised) {
        this.picture = picture;
        this.optimised = optimised;
    }

    /** Writes tables, header and blocks. */
    void write(ChunkedOutput output, Scratch scratch) throws ImageException {
        Segments segments = new Segments(output);
        chooseCodes();
        segments.huffman(tables());
        segments.scan(picture.components(), 0, 63, 0, 0);
        EntropyWriter writer = new EntropyWriter(output, scratch);
        picture.interleaved(new BlockWriter(picture.components(), dcCodes, acCodes, writer));
        writer.finish();
    }

    private void chooseCodes() throws ImageException {
        if (optimised && !picture.estimated()) {
            countDc();
        }
        for (int table = 0; table < picture.tables(); table++) {
            dcCodes.add(optimised ? optimalDc(table) : StandardCodes.dc(table > 0));
            acCodes.add(optimised ? optimalAc(table) : StandardCodes.ac(table > 0));
        }
    }

    /** Counts the differences, which unlike the AC coefficients depend on the order of the blocks in the file. */
    private void countDc() throws ImageException {
        List<CodedComponent> components = picture.components();
        int[] previous = new int[components.size()];
        picture.interleaved((index, x, y) -> {
            CodedComponent component = components.get(index);
            int dc = component.blocks().dc(x, y);
            component.statistics().dc(dc - previous[index]);
            previous[index] = dc;
        });
    }

    private HuffmanCode optimalDc(int table) {
        long[] frequencies = new long[256];
        using(table).forEach(component -> component.statistics().addDc(frequencies));
        return OptimalCode.of(frequencies);
    }

    private HuffmanCode optimalAc(int table) {
        long[] frequencies = new long[256];
        using(table).forEach(component -> component.statistics().addAc(frequencies));
        return OptimalCode.of(frequencies);
    }

    private List<CodedComponent> using(int table) {
        return picture.components().stream()
                .filter(component -> component.table() == table)
                .toList();
    }

    private List<Segments.Table> tables() {
        List<Segments.Table> tables = new ArrayList<>();
        for (int i = 0; i < dcCodes.size(); i++) {
            tables.add(new Segments.Table(0, i, dcCodes.get(i)));
            tables.add(new Segments.Table(1, i, acCodes.get(i)));
        }
        return tables;
    }

    /** Writes one block after the other. */
    private static final class BlockWriter implements CodedPicture.BlockVisitor {
        private final ComponentBlocks[] blocks;
        private final HuffmanCode[] dcCodes;
        private final AcWords[] acWords;
        private final int[] previous;
        private final EntropyWriter writer;

        BlockWriter(
                List<CodedComponent> components,
                List<HuffmanCode> dcCodes,
                List<HuffmanCode> acCodes,
                EntropyWriter writer) {
            List<AcWords> words = acCodes.stream().map(AcWords::new).toList();
            blocks = components.stream().map(CodedComponent::blocks).toArray(ComponentBlocks[]::new);
            this.dcCodes = components.stream()
                    .map(component -> dcCodes.get(component.table()))
                    .toArray(HuffmanCode[]::new);
            acWords = components.stream()
                    .map(component -> words.get(component.table()))
                    .toArray(AcWords[]::new);
            previous = new int[blocks.length];
            this.writer = writer;
        }

        @Override
        public void visit(int component, int x, int y) {
            ComponentBlocks from = blocks[component];
            byte[] stripe = from.stripe(y);
            int at = from.at(x, y);
            int dc = LittleEndian.getShort(stripe, at);
            int difference = dc - previous[component];
            previous[component] = dc;
            int category = Magnitude.category(difference);
            int word = dcCodes[component].word(category, category)
                    | Magnitude.bits(difference, category) << HuffmanCode.LENGTH_BITS;
            writer.block(stripe, at, from.mask(x, y), word, acWords[component]);
        }
    }
}
