package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is where in a file: its frame, its scans with the tables in force at each, its quantisation. */
final class ScanIndex {
    /** What libvips allows too: a few kilobytes of empty scans could otherwise keep a core busy for minutes. */
    private static final int MAX_SCANS = 100;

    private final Tables tables = new Tables();
    private final List<Scan> scans = new ArrayList<>();
    private final Segments segments;
    private final Size size;
    private @Nullable Frame frame;
    private @Nullable QuantTable[] quantization = {};

    private ScanIndex(byte[] file, Size size) {
        this.segments = new Segments(file, 2);
        this.size = size;
    }

    /**
     * Reads all segments that matter; of a sequential file, up to the last scan that adds a component.
     *
     * @param size of the picture, as its header was read to say
     */
    static ScanIndex of(byte[] file, Size size) throws ImageException {
        ScanIndex index = new ScanIndex(file, size);
        Optional<Segment> segment = index.segments.next();
        while (segment.isPresent() && index.take(segment.get())) {
            segment = index.segments.next();
        }
        return index;
    }

    /**
     * Reads no further than the frame header.
     *
     * @param size of the picture, as its header was read to say
     */
    static Frame frame(byte[] file, Size size) throws ImageException {
        ScanIndex index = new ScanIndex(file, size);
        Optional<Segment> segment = index.segments.next();
        while (segment.isPresent() && index.frame == null && segment.get().marker() != Markers.SOS) {
            index.take(segment.get());
            segment = index.segments.next();
        }
        return index.frame();
    }

    /** Returns whether more is needed. */
    private boolean take(Segment segment) throws ImageException {
        if (Markers.isFrame(segment.marker())) {
            frame(segment);
        } else if (segment.marker() == Markers.SOS) {
            return scan(Scan.of(segment, frame(), tables));
        } else {
            tables.take(segment);
        }
        return true;
    }

    private void frame(Segment segment) throws ImageException {
        if (frame != null) {
            throw Refusals.damaged("it has two frame headers");
        }
        frame = Frame.of(segment, size);
        quantization = new QuantTable[frame.components().size()];
    }

    private boolean scan(Scan scan) throws ImageException {
        if (scans.size() == MAX_SCANS) {
            throw Refusals.tooManyScans(MAX_SCANS);
        }
        if (frame().progressive() || adds(scan)) {
            latchQuantization(scan);
            scans.add(scan);
        }
        if (!frame().progressive() && coversAll()) {
            return false;
        }
        segments.skipScan();
        return true;
    }

    /** A sequential component is in one scan; what repeats it is not looked at. */
    private boolean adds(Scan scan) throws ImageException {
        long known =
                scan.parts().stream().filter(part -> covers(part.component())).count();
        if (known > 0 && known < scan.parts().size()) {
            throw Refusals.damaged("a component is in two scans");
        }
        return known == 0;
    }

    /** A component keeps the table that its first scan finds, whatever takes its place later. */
    private void latchQuantization(Scan scan) throws ImageException {
        for (Scan.Part part : scan.parts()) {
            FrameComponent component = part.component();
            if (quantization[component.index()] == null) {
                quantization[component.index()] = tables.quantization(component.quantization())
                        .orElseThrow(() -> Refusals.damaged("it uses a quantisation table that it does not define"));
            }
        }
    }

    private boolean covers(FrameComponent component) {
        return quantization[component.index()] != null;
    }

    /** Whether there is a scan with each component. */
    boolean coversAll() throws ImageException {
        return frame().components().stream().allMatch(this::covers);
    }

    Frame frame() throws ImageException {
        if (frame == null) {
            throw Refusals.damaged("it has no frame header");
        }
        return frame;
    }

    /** In the order of the file; of a sequential file, only those that add a component. */
    List<Scan> scans() {
        return scans;
    }

    /** The table of a component; empty if no scan has it. */
    Optional<QuantTable> quantization(FrameComponent component) {
        return Optional.ofNullable(quantization[component.index()]);
    }

    /** Whether the marker that ends a picture was met. Not looked for behind the last scan of a sequential file. */
    boolean ended() {
        return segments.ended();
    }
}
