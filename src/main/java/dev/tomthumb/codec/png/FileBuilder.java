package dev.tomthumb.codec.png;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A PNG that grows chunk by chunk (section 5). Kept in pieces: one array would be copied again and again. */
final class FileBuilder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int FRAME_BYTES = 12;

    private final List<byte[]> pieces = new ArrayList<>();
    private long length;

    FileBuilder() {
        add(SIGNATURE);
    }

    /** Adds a chunk of the first {@code count} bytes of {@code content}. */
    void chunk(int type, byte[] content, int count) {
        ByteBuffer chunk = ByteBuffer.allocate(count + FRAME_BYTES);
        chunk.putInt(count).putInt(type).put(content, 0, count);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, count + 4);
        add(chunk.putInt((int) crc.getValue()).array());
    }

    /** Adds a chunk. */
    void chunk(int type, byte[] content) {
        chunk(type, content, content.length);
    }

    private void add(byte[] piece) {
        pieces.add(piece);
        length += piece.length;
    }

    /** The whole file. */
    byte[] bytes() {
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(length));
        pieces.forEach(file::put);
        return file.array();
    }
}
