package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;

/**
 * A marker and what belongs to it, the length left out. Positions count from the first byte behind the length.
 *
 * @param marker the marker's second byte
 * @param file the whole file
 * @param start position of the first byte in the file
 * @param end position behind the last
 */
@SuppressWarnings("ArrayRecordComponent")
record Segment(int marker, byte[] file, int start, int end) {
    int length() {
        return end - start;
    }

    int u8(int at) throws ImageException {
        if (at >= length()) {
            throw Refusals.damaged("one of its segments is too short");
        }
        return file[start + at] & 0xff;
    }

    int u16(int at) throws ImageException {
        return u8(at) << 8 | u8(at + 1);
    }
}
