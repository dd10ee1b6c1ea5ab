package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;

/** A picture in scans that refine each other (T.81, annex G), each with Huffman codes of its own. */
final class ProgressiveScans {
    /** Markers and lengths of a scan's header and of a table, without what they list (T.81, B.2.3 and B.2.4.2). */
    private static final int SCAN_HEADER = 8;

    private static final int TABLE_HEADER = 21;

    private final CodedPicture picture;
    private final boolean searched;

    /** @param searched whether the scans are chosen for the picture */
    ProgressiveScans(CodedPicture picture, boolean searched) {
        this.picture = picture;
        this.searched = searched;
    }

    /** Writes tables, header and content of every scan. */
    void write(ChunkedOutput output, Scratch scratch) throws ImageException {
        EntropyWriter writer = new EntropyWriter(output, scratch);
        Segments segments = new Segments(output);
        for (ProgressiveScript.Step step : script()) {
            write(step, segments, writer);
        }
    }

    private List<ProgressiveScript.Step> script() throws ImageException {
        int components = picture.components().size();
        return searched ? new ScanSearch(this, components).best() : ProgressiveScript.of(components);
    }

    /** How many bytes a scan takes with its tables, but for stuffed ones. */
    long bytes(ProgressiveScript.Step step) throws ImageException {
        SymbolSink.Counting counts = new SymbolSink.Counting();
        tell(step, counts);
        long bits = counts.otherBits();
        long bytes = SCAN_HEADER + 2L * step.components().size();
        if (!(step.isDc() && step.isRefining())) {
            for (int table : components(step).stream()
                    .mapToInt(CodedComponent::table)
                    .distinct()
                    .toArray()) {
                HuffmanCode code = counts.code(table);
                bits += counts.symbolBits(table, code);
                bytes += TABLE_HEADER + code.symbols().length;
            }
        }
        return bytes + (bits + 7) / 8;
    }

    private void write(ProgressiveScript.Step step, Segments segments, EntropyWriter writer) throws ImageException {
        SymbolSink.Counting counts = new SymbolSink.Counting();
        tell(step, counts);
        HuffmanCode[] codes = {counts.code(0), counts.code(1)};
        List<Segments.Table> tables = tables(step, codes);
        if (!tables.isEmpty()) {
            segments.huffman(tables);
        }
        segments.scan(components(step), step.first(), step.last(), step.high(), step.low());
        tell(step, new SymbolSink.Coding(codes, writer));
        writer.finish();
    }

    private List<CodedComponent> components(ProgressiveScript.Step step) {
        return step.components().stream().map(picture.components()::get).toList();
    }

    /** The tables a scan needs; one that refines DC coefficients has bits only. */
    private List<Segments.Table> tables(ProgressiveScript.Step step, HuffmanCode[] codes) {
        List<Segments.Table> tables = new ArrayList<>();
        if (step.isDc() && step.isRefining()) {
            return tables;
        }
        components(step).stream()
                .map(CodedComponent::table)
                .distinct()
                .forEach(table -> tables.add(new Segments.Table(step.isDc() ? 0 : 1, table, codes[table])));
        return tables;
    }

    private void tell(ProgressiveScript.Step step, SymbolSink sink) throws ImageException {
        if (step.isDc()) {
            DcScan scan = new DcScan(picture, step.low(), sink);
            picture.interleaved(step.isRefining() ? scan::refine : scan::first);
            return;
        }
        CodedComponent component = picture.components().get(step.components().get(0));
        AcScan scan = step.isRefining()
                ? new AcRefiningScan(step, component.table(), sink)
                : new AcFirstScan(step, component.table(), sink);
        tell(component.blocks(), scan);
    }

    /** In a scan of one component there are no blocks that only complete a minimum coded unit (T.81, A.2.2). */
    private static void tell(ComponentBlocks blocks, AcScan scan) {
        for (int y = 0; y < blocks.blocksHigh(); y++) {
            for (int x = 0; x < blocks.blocksWide(); x++) {
                scan.block(blocks.stripe(y), blocks.at(x, y), blocks.mask(x, y));
            }
        }
        scan.finish();
    }
}
