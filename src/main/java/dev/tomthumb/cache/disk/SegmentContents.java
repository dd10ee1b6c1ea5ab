package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a segment: those its index knows, and those behind them.
 *
 * @param records in their order
 * @param end of the last whole record
 * @param scanned bytes that were read record by record
 * @param damaged stretches that are no records
 * @param indexed whether the index knew all of them
 */
record SegmentContents(List<Descriptor> records, long end, long scanned, long damaged, boolean indexed) {

    /** @param hasIndex whether there is a file of descriptors */
    static SegmentContents of(Segment segment, boolean hasIndex, FileLayer files) throws IOException {
        Optional<List<Descriptor>> known =
                hasIndex ? SegmentIndex.read(segment.indexFile(), segment, files) : Optional.empty();
        List<Descriptor> records = new ArrayList<>(known.orElse(List.of()));
        long from = records.isEmpty()
                ? SegmentHeader.SIZE
                : records.get(records.size() - 1).end();
        SegmentScan.Result scan = SegmentScan.of(segment, from, records::add);
        return new SegmentContents(
                records, scan.end(), segment.length() - from, scan.damaged(), known.isPresent() && scan.end() == from);
    }
}
