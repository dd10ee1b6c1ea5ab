package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/** Writes the marker segments of a file (T.81, annex B). */
final class Segments {
    /** The most that fits behind a segment's length. */
    private static final int MAX_CONTENT = 65_533;

    private static final byte[] JFIF = ascii("JFIF\0");
    private static final byte[] EXIF = ascii("Exif\0\0");
    private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] PHOTOSHOP = ascii("Photoshop 3.0\0");
    private static final short IPTC_RESOURCE = 0x0404;
    private static final int PER_INCH = 1;
    private static final byte[] ICC = ascii("ICC_PROFILE\0");
    private static final int ICC_PIECE = MAX_CONTENT - ICC.length - 2;
    private static final int SOI = 0xffd8;
    private static final int EOI = 0xffd9;
    private static final int APP0 = 0xffe0;
    private static final int APP1 = 0xffe1;
    private static final int APP2 = 0xffe2;
    private static final int APP13 = 0xffed;
    private static final int DQT = 0xffdb;
    private static final int DHT = 0xffc4;
    private static final int SOS = 0xffda;
    private static final int BASELINE = 0xffc0;
    private static final int PROGRESSIVE = 0xffc2;

    private final ChunkedOutput output;

    Segments(ChunkedOutput output) {
        this.output = output;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A Huffman code and its place: class 0 for DC, 1 for AC, and identifier 0 or 1. */
    record Table(int tableClass, int identifier, HuffmanCode code) {}

    /** Start of image. */
    void start() {
        output.u16(SOI);
    }

    /** End of image. */
    void end() {
        output.u16(EOI);
    }

    /**
     * What makes it a JFIF file without a thumbnail (T.871, section 10.1).
     *
     * @param dpi dots per inch, rounded to 1..65535; empty = nothing is said but that pixels are square
     */
    void jfif(OptionalDouble dpi) {
        int density = dpi.isEmpty() ? 1 : (int) Math.max(1, Math.min(65_535, Math.round(dpi.getAsDouble())));
        output.u16(APP0);
        output.u16(16);
        output.bytes(JFIF);
        output.u16(0x0102);
        output.u8(dpi.isPresent() ? PER_INCH : 0);
        output.u16(density);
        output.u16(density);
        output.u16(0);
    }

    /** EXIF metadata, a TIFF structure (EXIF 2.32, 4.7.2). */
    void exif(byte[] tiff) {
        whole(APP1, EXIF, tiff);
    }

    /** XMP metadata, a packet (ISO 16684-3, section 7.1; the standard packet without an extended one). */
    void xmp(byte[] packet) {
        whole(APP1, XMP, packet);
    }

    /** IPTC metadata, datasets, inside the image resource that Photoshop has for them (ISO 16684-3, annex B). */
    void iptc(byte[] datasets) {
        boolean odd = (datasets.length & 1) != 0;
        ByteBuffer resource = ByteBuffer.allocate(12 + datasets.length + (odd ? 1 : 0));
        resource.put(ascii("8BIM")).putShort(IPTC_RESOURCE).putShort((short) 0);
        resource.putInt(datasets.length).put(datasets);
        whole(APP13, PHOTOSHOP, resource.array());
    }

    /** A segment of a label and its content. Left out if it is too long for the one segment it may have. */
    private void whole(int marker, byte[] label, byte[] content) {
        if (content.length > MAX_CONTENT - label.length) {
            return;
        }
        output.u16(marker);
        output.u16(2 + label.length + content.length);
        output.bytes(label);
        output.bytes(content);
    }

    /**
     * A colour profile, in as many pieces as it needs (ICC.1:2022, annex B.4).
     *
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} if it needs more than 255
     */
    void profile(byte[] icc) throws ImageException {
        int count = (int) (((long) icc.length + ICC_PIECE - 1) / ICC_PIECE);
        if (count > 255) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "The colour profile of the picture is too large for a JPEG. Ask for another format.");
        }
        for (int i = 0; i < count; i++) {
            int length = Math.min(ICC_PIECE, icc.length - i * ICC_PIECE);
            output.u16(APP2);
            output.u16(2 + ICC.length + 2 + length);
            output.bytes(ICC);
            output.u8(i + 1);
            output.u8(count);
            output.bytes(icc, i * ICC_PIECE, length);
        }
    }

    /** Quantisation tables of 8-bit steps, numbered from 0 (T.81, B.2.4.1). */
    void quantization(List<int[]> tables) {
        output.u16(DQT);
        output.u16(2 + 65 * tables.size());
        for (int i = 0; i < tables.size(); i++) {
            output.u8(i);
            for (int k = 0; k < 64; k++) {
                output.u8(tables.get(i)[ZigZag.natural(k)]);
            }
        }
    }

    /** Huffman tables (T.81, B.2.4.2). */
    void huffman(List<Table> tables) {
        output.u16(DHT);
        output.u16(2
                + tables.stream()
                        .mapToInt(table -> 17 + table.code.symbols().length)
                        .sum());
        for (Table table : tables) {
            output.u8(table.tableClass << 4 | table.identifier);
            output.bytes(table.code.counts());
            output.bytes(table.code.symbols());
        }
    }

    /** The frame header (T.81, B.2.2). */
    void frame(CodedPicture picture, boolean progressive) {
        List<CodedComponent> components = picture.components();
        output.u16(progressive ? PROGRESSIVE : BASELINE);
        output.u16(8 + 3 * components.size());
        output.u8(8);
        output.u16(picture.size().height());
        output.u16(picture.size().width());
        output.u8(components.size());
        for (CodedComponent component : components) {
            output.u8(component.identifier());
            output.u8(component.blocks().across() << 4 | component.blocks().down());
            output.u8(component.table());
        }
    }

    /**
     * The header of a scan (T.81, B.2.3).
     *
     * @param first of the coefficients in it, by place in the zig-zag order
     * @param last of them
     * @param high of a progressive scan, the bit position down to which they have been told before
     * @param low of a progressive scan, the bit position down to which it tells them
     */
    void scan(List<CodedComponent> components, int first, int last, int high, int low) {
        output.u16(SOS);
        output.u16(6 + 2 * components.size());
        output.u8(components.size());
        for (CodedComponent component : components) {
            output.u8(component.identifier());
            int dc = first == 0 ? component.table() : 0;
            int ac = last > 0 ? component.table() : 0;
            output.u8(dc << 4 | ac);
        }
        output.u8(first);
        output.u8(last);
        output.u8(high << 4 | low);
    }
}
