package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;

/** A sequential frame: its scans, usually one, are decoded side by side. */
final class SequentialSource implements BandSource {
    private final List<Coefficients> planes;
    private final List<SequentialScan> scans = new ArrayList<>();

    /** @param lenient whether what is missing becomes grey */
    SequentialSource(byte[] file, ScanIndex index, List<Coefficients> planes, boolean lenient, Scratch scratch)
            throws ImageException {
        this.planes = planes;
        for (Scan scan : index.scans()) {
            scans.add(new SequentialScan(file, scan, planes, lenient, scratch));
        }
    }

    @Override
    public void prepare(Checkpoint checkpoint) {
        // All is done band by band.
    }

    @Override
    public void band(int band, boolean wanted) throws ImageException {
        if (wanted) {
            planes.forEach(Coefficients::clear);
        }
        for (SequentialScan scan : scans) {
            scan.band(wanted);
        }
    }
}
