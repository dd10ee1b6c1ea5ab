package dev.tomthumb.samples;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG row by row, so that a picture of a hundred megapixels needs the memory of one row, and so that a header
 * may say what the body does not hold.
 */
final class PngFile {
    /** PNG colour types (PNG specification, 11.2.2). */
    static final int GREY = 0;

    static final int RGB = 2;
    static final int INDEXED = 3;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Fills {@code row}, which holds the packed samples of row {@code y} and keeps its content between calls. */
    interface Rows {
        void fill(int y, byte[] row);
    }

    private PngFile() {}

    /** A whole picture; {@code palette} holds red, green, blue per entry and is empty unless the type is indexed. */
    static byte[] write(int width, int height, int bitDepth, int colourType, byte[] palette, Rows rows)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (OutputStream out = new DeflaterOutputStream(body, deflater, 1 << 16)) {
            byte[] row = new byte[(width * bitDepth * samples(colourType) + 7) / 8];
            for (int y = 0; y < height; y++) {
                rows.fill(y, row);
                out.write(0);
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return assemble(width, height, bitDepth, colourType, palette, body.toByteArray());
    }

    /** A file with this header around any body. */
    static byte[] assemble(int width, int height, int bitDepth, int colourType, byte[] palette, byte[] body)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 128);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bitDepth).put((byte) colourType);
        chunk(out, "IHDR", header.array());
        if (palette.length > 0) {
            chunk(out, "PLTE", palette);
        }
        chunk(out, "IDAT", body);
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static int samples(int colourType) {
        return colourType == RGB ? 3 : 1;
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
