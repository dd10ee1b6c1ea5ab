package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.big;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Files in the container of AVIF and HEIC, put together by hand. */
public final class HeifParts {
    private HeifParts() {}

    /** A small grey square of 64 x 64 pixels, as a library wrote it. */
    public static byte[] probe(String extension) {
        try (InputStream file = ByteReader.class.getResourceAsStream("vips/probe." + extension)) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An item; the first of a file is its picture. */
    public record Item(int id, String type, byte[] data, List<byte[]> properties) {
        public Item(int id, String type, byte[] data, byte[]... properties) {
            this(id, type, data, List.of(properties));
        }
    }

    /** A file of these items. */
    public static byte[] file(String brand, List<Item> items, byte[]... references) {
        int metaBytes = meta(items, references, 0).length;
        byte[] type = box("ftyp", ascii(brand), big(0), ascii("mif1"), ascii(brand));
        byte[] meta = meta(items, references, type.length + metaBytes + 8);
        return join(type, meta, box("mdat", items.stream().map(Item::data).toArray(byte[][]::new)));
    }

    private static byte[] meta(List<Item> items, byte[][] references, int dataAt) {
        List<byte[]> types = new ArrayList<>(List.of(bytes(0, items.size())));
        List<byte[]> properties = new ArrayList<>();
        List<byte[]> associations = new ArrayList<>(List.of(big(items.size())));
        List<byte[]> locations = new ArrayList<>(List.of(bytes(0x44, 0, 0, items.size())));
        int at = dataAt;
        for (Item item : items) {
            types.add(full("infe", 2, 0, bytes(0, item.id, 0, 0), ascii(item.type), bytes(0)));
            associations.add(bytes(0, item.id, item.properties.size()));
            for (byte[] property : item.properties) {
                properties.add(property);
                associations.add(bytes(properties.size()));
            }
            locations.add(join(bytes(0, item.id, 0, 0, 0, 1), big(at), big(item.data.length)));
            at += item.data.length;
        }
        return full(
                "meta",
                0,
                0,
                full("hdlr", 0, 0, big(0), ascii("pict"), new byte[13]),
                full("pitm", 0, 0, bytes(0, items.get(0).id)),
                full("iloc", 0, 0, parts(locations)),
                full("iinf", 0, 0, parts(types)),
                references.length == 0 ? new byte[0] : full("iref", 0, 0, references),
                box("iprp", box("ipco", parts(properties)), full("ipma", 0, 0, parts(associations))));
    }

    private static byte[] parts(List<byte[]> parts) {
        return join(parts.toArray(byte[][]::new));
    }

    public static byte[] box(String type, byte[]... content) {
        byte[] whole = join(content);
        return join(big(8 + whole.length), ascii(type), whole);
    }

    public static byte[] full(String type, int version, int flags, byte[]... content) {
        return box(type, join(big(version << 24 | flags), join(content)));
    }

    /** That item {@code from} is of a kind ({@code auxl}, {@code dimg}) with the others. */
    public static byte[] reference(String kind, int from, int... to) {
        byte[][] targets = Arrays.stream(to).mapToObj(id -> bytes(0, id)).toArray(byte[][]::new);
        return box(kind, bytes(0, from, 0, to.length), join(targets));
    }

    public static byte[] ispe(int width, int height) {
        return full("ispe", 0, 0, big(width), big(height));
    }

    /** {@code quarters} turns anticlockwise. */
    public static byte[] irot(int quarters) {
        return box("irot", bytes(quarters));
    }

    public static byte[] clap(int width, int height) {
        return box("clap", big(width), big(1), big(height), big(1), big(0), big(1), big(0), big(1));
    }

    public static byte[] auxC(String type) {
        return full("auxC", 0, 0, ascii(type + "\0"));
    }

    public static byte[] pixi(int bits) {
        return full("pixi", 0, 0, bytes(3, bits, bits, bits));
    }

    /** A decoder configuration with one parameter set of this size. */
    public static byte[] hvcC(int width, int height) {
        Bits set = new Bits(true);
        set.put(0, 4).put(0, 3).put(1, 1);
        for (int i = 0; i < 12; i++) {
            set.put(0xff, 8);
        }
        byte[] unit = join(
                bytes(0x42, 1),
                set.golomb(0).golomb(1).golomb(width).golomb(height).put(1, 1).toBytes());
        return box("hvcC", new byte[22], bytes(1, 0x21, 0, 1, 0, unit.length), unit);
    }

    /** AV1 data of nothing but a sequence header of this size (AV1 specification, section 5.5). */
    public static byte[] av1(int width, int height) {
        byte[] header = new Bits(true)
                .put(0, 3)
                .put(0b11, 2)
                .put(4, 5)
                .put(15, 4)
                .put(15, 4)
                .put(width - 1, 16)
                .put(height - 1, 16)
                .put(0, 16)
                .toBytes();
        return join(bytes(0x12, 0, 0x0a, header.length), header);
    }

    /** The same in the long form, with all that may stand before the size. */
    public static byte[] av1Sequence(int width, int height) {
        Bits bits = new Bits(true).put(0, 3).put(0, 2);
        bits.put(1, 1).put(25, 32).put(1000, 32).put(1, 1).golomb(6);
        bits.put(1, 1).put(9, 5).put(1, 32).put(7, 5).put(7, 5);
        bits.put(1, 1).put(1, 5);
        bits.put(0, 12)
                .put(9, 5)
                .put(1, 1)
                .put(1, 1)
                .put(1023, 10)
                .put(1023, 10)
                .put(0, 1)
                .put(1, 1)
                .put(3, 4);
        bits.put(0, 12).put(4, 5).put(0, 1).put(0, 1);
        byte[] header = bits.put(11, 4)
                .put(10, 4)
                .put(width - 1, 12)
                .put(height - 1, 11)
                .put(0, 16)
                .toBytes();
        return join(bytes(0x0a, header.length), header);
    }

    /** The one AV1 item of a file, as it lies in it. */
    public static byte[] av1Data(byte[] avif) {
        int mdat = new String(avif, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("mdat");
        return Arrays.copyOfRange(avif, mdat + 4, avif.length);
    }

    /** The first box of a type, wherever it is. */
    public static byte[] boxOf(byte[] file, String type) {
        int at = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(type) - 4;
        int length = (file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff;
        return Arrays.copyOfRange(file, at, at + length);
    }

    /** Bits in a row, the most or the least significant first. */
    static final class Bits {
        private final boolean mostFirst;
        private final List<Integer> bits = new ArrayList<>();

        Bits(boolean mostFirst) {
            this.mostFirst = mostFirst;
        }

        Bits put(long value, int count) {
            for (int i = 0; i < count; i++) {
                bits.add((int) (value >> (mostFirst ? count - 1 - i : i) & 1));
            }
            return this;
        }

        Bits golomb(long value) {
            int zeros = 63 - Long.numberOfLeadingZeros(value + 1);
            return put(0, zeros).put(value + 1, zeros + 1);
        }

        byte[] toBytes() {
            byte[] packed = new byte[(bits.size() + 7) / 8];
            for (int i = 0; i < bits.size(); i++) {
                packed[i / 8] |= (byte) (bits.get(i) << (mostFirst ? 7 - i % 8 : i % 8));
            }
            return packed;
        }
    }
}
