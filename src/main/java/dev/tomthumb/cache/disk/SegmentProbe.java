package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Looks what a file is. */
final class SegmentProbe {
    private SegmentProbe() {}

    /** The header of a segment, of whatever version; empty if it is damaged or there is none. */
    static Optional<SegmentHeader> header(FileLayer.Handle handle, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(SegmentHeader.SIZE, length));
        while (bytes.hasRemaining() && handle.read(bytes, bytes.position()) >= 0) {
            // Until it is full or the file has ended.
        }
        return SegmentHeader.read(bytes.flip());
    }
}
