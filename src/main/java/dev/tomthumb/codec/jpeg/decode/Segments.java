package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.Optional;

/** Walks over the marker segments of a file. The data of scans is not a segment: {@link #skipScan} leaps over it. */
final class Segments {
    private final byte[] file;
    private int at;
    private boolean ended;

    /** @param at where to begin looking for a marker */
    Segments(byte[] file, int at) {
        this.file = file;
        this.at = at;
    }

    /** The next segment; empty at the end of the picture, or of the file if that comes first. */
    Optional<Segment> next() throws ImageException {
        while (findMarker()) {
            int marker = file[at - 1] & 0xff;
            if (marker == Markers.EOI) {
                ended = true;
                return Optional.empty();
            }
            if (!Markers.standsAlone(marker)) {
                return segment(marker);
            }
        }
        return Optional.empty();
    }

    /** Whether the marker that ends a picture was met. */
    boolean ended() {
        return ended;
    }

    /** Leaps from the data of a scan to the marker behind it. */
    void skipScan() {
        at = EntropyReader.scanEnd(file, at);
    }

    private Optional<Segment> segment(int marker) throws ImageException {
        if (at + 2 > file.length) {
            return Optional.empty();
        }
        int length = (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
        if (length < 2) {
            throw Refusals.damaged("a segment has no length");
        }
        if (length > file.length - at) {
            return Optional.empty();
        }
        Segment segment = new Segment(marker, file, at + 2, at + length);
        at += length;
        return Optional.of(segment);
    }

    /** To behind the next marker. Fill bytes before it are part of the format, stray bytes are passed over as libjpeg does. */
    private boolean findMarker() {
        while (at < file.length - 1) {
            int second = file[at + 1] & 0xff;
            if (file[at] == (byte) 0xff && second != 0 && second != 0xff) {
                at += 2;
                return true;
            }
            at++;
        }
        at = file.length;
        return false;
    }
}
