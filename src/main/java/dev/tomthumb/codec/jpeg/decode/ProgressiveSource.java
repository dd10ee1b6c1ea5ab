package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;

/** A progressive frame: the scans that are needed are decoded one after the other, then the bands are read out. */
final class ProgressiveSource implements BandSource {
    private final byte[] file;
    private final List<Scan> scans;
    private final List<Coefficients> planes;
    private final List<CoefficientStore> stores = new ArrayList<>();
    private final boolean lenient;
    private final byte[] window;

    /** @param lenient whether what is missing becomes grey, or stays as coarse as it is */
    ProgressiveSource(byte[] file, ScanIndex index, List<Coefficients> planes, boolean lenient, Scratch scratch)
            throws ImageException {
        boolean mayBeCut = !index.ended() && !lenient;
        if (mayBeCut && !ScanSelection.isWhole(index.scans(), planes.size())) {
            throw Refusals.cutOff();
        }
        long[] wanted = planes.stream()
                .mapToLong(plane -> ZigZag.within(plane.geometry().scale()))
                .toArray();
        this.file = file;
        this.scans = ScanSelection.of(index.scans(), wanted, mayBeCut);
        this.planes = planes;
        this.lenient = lenient;
        int mcuBlocks = scans.stream().mapToInt(Scan::mcuBlocks).max().orElse(1);
        this.window = EntropyReader.window(mcuBlocks, scratch);
        for (Coefficients plane : planes) {
            PlaneGeometry geometry = plane.geometry();
            stores.add(new CoefficientStore(geometry, ScanSelection.remembers(scans, geometry.component()), scratch));
        }
    }

    @Override
    public void prepare(Checkpoint checkpoint) throws ImageException {
        for (Scan scan : scans) {
            decoder(scan).decode(checkpoint);
        }
    }

    private ProgressiveScan decoder(Scan scan) throws ImageException {
        int first = scan.parts().get(0).component().index();
        McuGrid grid = McuGrid.of(scan, planes.get(first).geometry());
        if (scan.first() == 0) {
            return new DcScan(file, scan, grid, stores, lenient, window);
        }
        CoefficientStore store = stores.get(first);
        return scan.high() == 0
                ? new AcFirstScan(file, scan, grid, store, lenient, window)
                : new AcRefineScan(file, scan, grid, store, lenient, window);
    }

    @Override
    public void band(int band, boolean wanted) {
        for (int i = 0; wanted && i < planes.size(); i++) {
            Coefficients plane = planes.get(i);
            int rows = plane.geometry().rowsPerBand();
            for (int row = 0; row < rows; row++) {
                stores.get(i).load(band * rows + row, plane.natural(row));
            }
        }
    }
}
