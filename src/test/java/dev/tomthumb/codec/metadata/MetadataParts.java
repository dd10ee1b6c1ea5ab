package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.FileParts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Metadata put together by hand. */
public final class MetadataParts {
    private MetadataParts() {}

    /**
     * An EXIF block of a camera: orientation 6, model, resolution 300, artist and copyright, an exposure of 1/125, a place
     * and a thumbnail whose bytes are {@code THUMBNAIL}.
     */
    public static byte[] camera(ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(400).order(order);
        block.put(FileParts.ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
        block.putInt(8);
        block.putShort((short) 8);
        entry(block, 0x0110, 2, 10, 120);
        shortEntry(block, 0x0112, 6);
        entry(block, 0x011a, 5, 1, 130);
        entry(block, 0x011b, 5, 1, 130);
        entry(block, 0x013b, 2, 12, 140);
        entry(block, 0x8298, 2, 11, 152);
        entry(block, 0x8769, 4, 1, 170);
        entry(block, 0x8825, 4, 1, 230);
        block.putInt(280);
        block.position(120);
        block.put(FileParts.ascii("Camera 12\0"));
        block.putInt(300).putInt(1);
        block.position(140);
        block.put(FileParts.ascii("Ada Example\0(c) 2026 A\0"));
        block.position(170);
        block.putShort((short) 3);
        entry(block, 0x829a, 5, 1, 215);
        entry(block, 0xa002, 4, 1, 4000);
        shortEntry(block, 0xa408, 0);
        block.putInt(0);
        block.position(215);
        block.putInt(1).putInt(125);
        block.position(230);
        block.putShort((short) 1);
        block.putShort((short) 1).putShort((short) 2).putInt(2).put(FileParts.ascii("N\0\0\0"));
        block.putInt(0);
        block.position(280);
        block.putShort((short) 2);
        entry(block, 0x0201, 4, 1, 320);
        entry(block, 0x0202, 4, 1, 9);
        block.putInt(0);
        block.position(320);
        block.put(FileParts.ascii("THUMBNAIL"));
        return java.util.Arrays.copyOf(block.array(), 340);
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void shortEntry(ByteBuffer block, int tag, int value) {
        block.putShort((short) tag)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0);
    }

    /** Characters, a title, two keywords, by-line and copyright notice. */
    public static byte[] iptc() {
        return FileParts.join(
                dataset(1, 90, "\u001b%G"),
                dataset(2, 5, "A title"),
                dataset(2, 25, "lake"),
                dataset(2, 25, "lighthouse"),
                dataset(2, 80, "Zoë Example"),
                dataset(2, 116, "(c) Zoë"));
    }

    static byte[] dataset(int envelope, int number, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return FileParts.join(FileParts.bytes(0x1c, envelope, number, text.length >> 8, text.length), text);
    }

    /** A packet with rights, creator and a rating as an attribute. */
    public static byte[] xmp() {
        return """
                <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                    xmlns:dc="http://purl.org/dc/elements/1.1/"
                    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
                    xmp:Rating="4" xmpRights:Marked="True">
                   <dc:creator><rdf:Seq><rdf:li>Ada &amp; Zoë</rdf:li></rdf:Seq></dc:creator>
                   <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">All &lt;rights&gt;</rdf:li></rdf:Alt></dc:rights>
                   <dc:subject><rdf:Bag><rdf:li>lake</rdf:li><rdf:li>boat</rdf:li></rdf:Bag></dc:subject>
                  </rdf:Description>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>""".getBytes(StandardCharsets.UTF_8);
    }

    /** Photoshop's segment around datasets, behind another resource of odd length. */
    public static byte[] photoshop(byte[] iptc) {
        return FileParts.join(
                FileParts.ascii("Photoshop 3.0\0"),
                FileParts.ascii("8BIM"),
                FileParts.bytes(0x03, 0xed, 3, 'a', 'b', 'c'),
                FileParts.big(3),
                FileParts.bytes(1, 2, 3, 0),
                FileParts.ascii("8BIM"),
                FileParts.bytes(0x04, 0x04, 0, 0),
                FileParts.big(iptc.length),
                iptc);
    }
}
