package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.FileParts.chunk;
import static dev.tomthumb.codec.FileParts.deflated;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A PNG whose data is not compressed. A fuzzer that changes a byte of it changes a filter or a sample; in a compressed
 * stream it would only damage the stream.
 */
final class UnfoldedPng {
    private static final int SIGNATURE = 8;

    private UnfoldedPng() {}

    /** A PNG that a decoder can read: all data compressed, in one chunk where the first of it was. */
    static byte[] folded(byte[] file) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int at = Math.min(SIGNATURE, file.length);
        whole.write(file, 0, at);
        while (file.length - at >= 12) {
            int length = length(file, at);
            if (isData(file, at)) {
                data.write(file, at + 8, length);
            } else {
                flush(data, whole);
                whole.write(file, at, 12 + length);
            }
            at += 12 + length;
        }
        flush(data, whole);
        return whole.toByteArray();
    }

    /** At most what is there: a length that claims more is the fuzzer's, and means the rest of the file. */
    private static int length(byte[] file, int at) {
        int claimed = ByteBuffer.wrap(file).getInt(at);
        int rest = file.length - at - 12;
        return claimed < 0 ? rest : Math.min(claimed, rest);
    }

    private static boolean isData(byte[] file, int at) {
        return "IDAT".equals(new String(Arrays.copyOfRange(file, at + 4, at + 8), StandardCharsets.ISO_8859_1));
    }

    private static void flush(ByteArrayOutputStream data, ByteArrayOutputStream whole) {
        if (data.size() > 0) {
            whole.writeBytes(chunk("IDAT", deflated(data.toByteArray())));
            data.reset();
        }
    }
}
