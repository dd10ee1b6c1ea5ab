package dev.tomthumb.codec.tiff;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Strips first, then what belongs to the directory, the directory last (section 2), least significant byte first. */
final class TiffOutput {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int UNDEFINED = 7;
    private static final int ENTRY_BYTES = 12;

    private static final int DEFLATE = 8;
    private static final int HORIZONTAL_DIFFERENCE = 2;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final int INCH = 2;
    private static final double DOTS_PER_INCH = 72;
    /** A resolution that is no whole number is written in parts of so many. */
    private static final int PARTS = 10_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    /** By their numbers, in whose order they are written (section 2). */
    private final SortedMap<Integer, byte[]> entries = new TreeMap<>();

    private final int level;

    TiffOutput(int level) {
        this.level = level;
        number(out, 0x2a4949, 4);
        // Where the directory is, put in at the end.
        number(out, 0, 4);
    }

    /** Appends a strip of rows, deflated. */
    void strip(byte[] rows, int length) {
        evenly();
        int from = out.size();
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(rows, 0, length);
            deflater.finish();
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
        } finally {
            deflater.end();
        }
        offsets.add(from);
        lengths.add(out.size() - from);
    }

    /**
     * The file.
     *
     * @param bits of a sample
     * @param encoding what is written beside the picture
     */
    byte[] finish(Size size, Layout layout, int bits, int rowsPerStrip, Encoding encoding) {
        int count = layout.planes();
        boolean grey = layout.opaque() == Layout.GREY;
        entry(256, LONG, 1, size.width());
        entry(257, LONG, 1, size.height());
        shorts(258, count, bits);
        entry(259, SHORT, 1, DEFLATE);
        entry(262, SHORT, 1, grey ? 1 : 2);
        longs(273, offsets);
        entry(277, SHORT, 1, count);
        entry(278, LONG, 1, rowsPerStrip);
        longs(279, lengths);
        double dpi = encoding.dpi().orElse(DOTS_PER_INCH);
        rational(282, dpi);
        rational(283, dpi);
        entry(284, SHORT, 1, 1);
        entry(296, SHORT, 1, INCH);
        entry(317, SHORT, 1, HORIZONTAL_DIFFERENCE);
        if (layout.hasAlpha()) {
            entry(338, SHORT, 1, UNASSOCIATED_ALPHA);
        }
        encoding.profile().ifPresent(icc -> bytes(34675, UNDEFINED, icc));
        encoding.metadata().xmp().ifPresent(packet -> bytes(700, BYTE, packet));
        encoding.metadata().iptc().ifPresent(datasets -> bytes(33723, UNDEFINED, datasets));
        encoding.exif().map(ExifEntries::of).ifPresent(this::add);
        return withDirectory();
    }

    /** What EXIF has taken over from TIFF goes back where it comes from. */
    private void add(ExifEntries exif) {
        exif.orientation().ifPresent(orientation -> entry(274, SHORT, 1, orientation));
        exif.texts().forEach((tag, text) -> bytes(tag, ASCII, text));
    }

    private byte[] withDirectory() {
        evenly();
        int directory = out.size();
        number(out, entries.size(), 2);
        entries.values().forEach(out::writeBytes);
        number(out, 0, 4);
        byte[] file = out.toByteArray();
        for (int i = 0; i < 4; i++) {
            file[4 + i] = (byte) (directory >> 8 * i);
        }
        return file;
    }

    private void entry(int tag, int type, int count, int value) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream(ENTRY_BYTES);
        number(entry, tag, 2);
        number(entry, type, 2);
        number(entry, count, 4);
        number(entry, value, 4);
        entries.put(tag, entry.toByteArray());
    }

    /** Values of one byte each; up to four of them stand in the entry itself. */
    private void bytes(int tag, int type, byte[] values) {
        if (values.length > 4) {
            entry(tag, type, values.length, aside(values));
            return;
        }
        int inline = 0;
        for (int i = 0; i < values.length; i++) {
            inline |= (values[i] & 0xff) << 8 * i;
        }
        entry(tag, type, values.length, inline);
    }

    /** Up to two of them stand in the entry itself. */
    private void shorts(int tag, int count, int value) {
        if (count <= 2) {
            entry(tag, SHORT, count, value | value << 16);
            return;
        }
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            number(values, value, 2);
        }
        entry(tag, SHORT, count, aside(values.toByteArray()));
    }

    private void longs(int tag, List<Integer> numbers) {
        if (numbers.size() == 1) {
            entry(tag, LONG, 1, numbers.get(0));
            return;
        }
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        numbers.forEach(number -> number(values, number, 4));
        entry(tag, LONG, numbers.size(), aside(values.toByteArray()));
    }

    private void rational(int tag, double number) {
        int parts = number == Math.rint(number) ? 1 : PARTS;
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        number(value, (int) Math.round(number * parts), 4);
        number(value, parts, 4);
        entry(tag, RATIONAL, 1, aside(value.toByteArray()));
    }

    /** Puts a value before the directory; where. */
    private int aside(byte[] value) {
        evenly();
        int from = out.size();
        out.writeBytes(value);
        return from;
    }

    /** Everything begins on an even place (section 2). */
    private void evenly() {
        if ((out.size() & 1) != 0) {
            out.write(0);
        }
    }

    private static void number(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >> 8 * i);
        }
    }
}
