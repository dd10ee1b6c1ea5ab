package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/** The picture in a frame as a file of its own, and the other way round. */
final class StillWebp {
    private static final int FRAME_HEAD_BYTES = 16;

    private StillWebp() {}

    /**
     * A file of the picture in {@code frame}.
     *
     * @param frame the content of an ANMF chunk
     * @param size of the frame
     * @throws ImageException {@code BROKEN_IMAGE} if there is no picture in it
     */
    static byte[] of(ByteReader frame, Size size) throws ImageException {
        RiffOutput out = new RiffOutput();
        List<byte[]> picture = picture(new RiffChunk(frame, FRAME_HEAD_BYTES));
        if (picture.isEmpty()) {
            throw frame.damaged("a frame has no picture");
        }
        if (picture.size() > 1) {
            out.extended(RiffOutput.ALPHA, size);
        }
        picture.forEach(out::whole);
        return out.finish();
    }

    /** The chunks that make the picture in a file: that of its pixels, and that of its alpha before it. */
    static List<byte[]> picture(byte[] file) throws ImageException {
        return picture(RiffChunk.first(ByteReader.littleEndian(file, "WebP")));
    }

    private static List<byte[]> picture(RiffChunk first) throws ImageException {
        List<byte[]> chunks = new ArrayList<>();
        for (RiffChunk chunk = first; chunk.isWhole(); chunk = chunk.next()) {
            if (chunk.is("VP8L")) {
                return List.of(chunk.copy());
            }
            if (chunk.is("VP8 ")) {
                chunks.add(chunk.copy());
                return chunks;
            }
            if (chunk.is("ALPH") && chunks.isEmpty()) {
                chunks.add(chunk.copy());
            }
        }
        return List.of();
    }
}
