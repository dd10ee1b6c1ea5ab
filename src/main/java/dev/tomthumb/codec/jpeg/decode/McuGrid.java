package dev.tomthumb.codec.jpeg.decode;

/**
 * The MCUs of a scan and which of them are kept. If components are interleaved they are those of the frame; else an MCU
 * is a block, and blocks that would only fill the frame's last MCUs are not coded (T.81, A.2.2).
 *
 * @param across MCUs in a row
 * @param down rows
 * @param firstColumn the first column that is kept
 * @param endColumn the column behind the last one that is kept
 * @param firstRow the first row that is kept
 * @param endRow the row behind the last one that is kept
 */
record McuGrid(int across, int down, int firstColumn, int endColumn, int firstRow, int endRow) {
    /** @param plane geometry of the scan's first component */
    static McuGrid of(Scan scan, PlaneGeometry plane) {
        Frame frame = plane.frame();
        if (scan.interleaved()) {
            return new McuGrid(
                    frame.mcusAcross(),
                    frame.mcusDown(),
                    plane.firstColumn(),
                    plane.endColumn(),
                    plane.firstBand(),
                    plane.endBand());
        }
        int down = frame.blocksDown(plane.component());
        return new McuGrid(
                frame.blocksAcross(plane.component()),
                down,
                plane.firstBlock(),
                plane.firstBlock() + plane.visibleWidth(),
                Math.min(down, plane.firstBand() * plane.rowsPerBand()),
                Math.min(down, plane.endBand() * plane.rowsPerBand()));
    }
}
