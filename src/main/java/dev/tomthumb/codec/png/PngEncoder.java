package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * Writes PNG: 8 or 16 bits per sample, or a palette where the original had one or one is asked for. What is visible comes back as it was, except
 * that a palette of too few colours is spread by error diffusion. An alpha plane that is opaque everywhere is left out.
 *
 * <p>A picture with more colours than its original's palette, and half-transparent ones among them, is written without a
 * palette, for it deserves a better one. Where a palette is asked for it gets one, soft edges and all.
 */
public final class PngEncoder implements Encoder {
    /** Nobody shows longer ones; the format itself goes further (section 11.2.1). */
    private static final int MAX_SIDE = 1 << 24;

    private static final int ICCP = Chunks.type("iCCP");
    private static final int EXIF = Chunks.type("eXIf");
    private static final int PHYS = Chunks.type("pHYs");
    private static final int ITXT = Chunks.type("iTXt");
    /** The keyword, its end, not compressed, method 0, no language, no translation (XMP, part 3; section 11.3.3.4). */
    private static final byte[] XMP_HEAD = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final double METRES_PER_INCH = 0.0254;
    private static final byte[] NO_CONTENT = {};
    /** The keyword, its end, and method 0 (section 11.3.2.3). */
    private static final byte[] PROFILE_HEAD = "ICC profile\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final int level;

    /**
     * Creates an encoder.
     *
     * @param level zlib's: 1 fast to 9 small
     * @throws IllegalArgumentException for another level
     */
    public PngEncoder(int level) {
        if (level < Deflater.BEST_SPEED || level > Deflater.BEST_COMPRESSION) {
            throw new IllegalArgumentException("a level is 1 to 9, not " + level);
        }
        this.level = level;
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.PNG;
    }

    @Override
    public boolean embedsProfile() {
        return true;
    }

    @Override
    public boolean keepsDepth() {
        return true;
    }

    /**
     * The file in pieces and as a whole, neither longer than four bytes per pixel and a little for what does not
     * compress; indices; some rows; tables of the compressor and the quantiser.
     */
    @Override
    public long memory(Size size) {
        long raw = (size.width() * 4L + 1) * size.height();
        return 2 * (raw + raw / 1000) + size.pixels() + 40L * size.width() + (6 << 20);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        requireFits(size);
        FileBuilder file = new FileBuilder();
        Optional<PaletteImage> palette = palette(pixels, encoding);
        if (palette.isPresent()) {
            write(file, size, palette.get(), encoding);
        } else {
            write(file, size, isOpaque(pixels) ? opaque(pixels) : pixels, encoding);
        }
        file.chunk(Chunks.IEND, NO_CONTENT);
        return file.bytes();
    }

    private static void requireFits(Size size) throws ImageException {
        if (size.width() > MAX_SIDE || size.height() > MAX_SIDE) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "A PNG is at most " + MAX_SIDE + " pixels wide and high; asked was " + size
                            + ". Ask for a smaller size or another format.");
        }
    }

    /** Not for grey with a profile: a palette is RGB, and needs a profile of that kind (section 11.3.2.3). */
    private static Optional<PaletteImage> palette(Pixels pixels, Encoding encoding) {
        boolean grey = pixels.layout().opaque() == Layout.GREY;
        if (grey && encoding.profile().isPresent()) {
            return Optional.empty();
        }
        if (encoding.colors().isPresent()) {
            return Optional.of(PaletteImage.always(pixels, encoding.colors().getAsInt()));
        }
        return encoding.paletteBits().isPresent()
                ? PaletteImage.of(pixels, 1 << encoding.paletteBits().getAsInt())
                : Optional.empty();
    }

    private static boolean isOpaque(Pixels pixels) {
        return !pixels.layout().hasAlpha() || pixels.alpha().isFull();
    }

    private static Pixels opaque(Pixels pixels) {
        return new Pixels(pixels.layout().opaque(), pixels.colors());
    }

    private void write(FileBuilder file, Size size, PaletteImage image, Encoding encoding) {
        PixelFormat format = new PixelFormat(ColorType.PALETTE, image.depth());
        head(file, size, format, encoding);
        file.chunk(Chunks.PLTE, image.palette());
        byte[] transparency = image.transparency();
        if (transparency.length > 0) {
            file.chunk(Chunks.TRNS, transparency);
        }
        data(file, size, format, RowSource.of(image, size.width()), encoding);
    }

    private void write(FileBuilder file, Size size, Pixels pixels, Encoding encoding) {
        PixelFormat format = new PixelFormat(ColorType.of(pixels.layout()), pixels.isDeep() ? 16 : 8);
        head(file, size, format, encoding);
        data(file, size, format, RowSource.of(pixels.planes()), encoding);
    }

    /** The header and what has to stand before a palette (section 5.6). */
    private void head(FileBuilder file, Size size, PixelFormat format, Encoding encoding) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(size.width()).putInt(size.height());
        header.put((byte) format.depth()).put((byte) format.type().code());
        header.put(12, (byte) (encoding.progressive() ? 1 : 0));
        file.chunk(Chunks.IHDR, header.array());
        encoding.profile().ifPresent(icc -> file.chunk(ICCP, compressed(icc)));
        encoding.dpi().ifPresent(dpi -> file.chunk(PHYS, resolution(dpi)));
        encoding.exif().ifPresent(tiff -> file.chunk(EXIF, tiff));
        encoding.metadata().xmp().ifPresent(packet -> file.chunk(ITXT, joined(XMP_HEAD, packet)));
    }

    /** Pixels per metre, on both axes (section 11.3.4.3). */
    private static byte[] resolution(double dpi) {
        int perMetre = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(dpi / METRES_PER_INCH)));
        return ByteBuffer.allocate(9)
                .putInt(perMetre)
                .putInt(perMetre)
                .put((byte) 1)
                .array();
    }

    private static byte[] joined(byte[] head, byte[] content) {
        return ByteBuffer.allocate(head.length + content.length)
                .put(head)
                .put(content)
                .array();
    }

    private byte[] compressed(byte[] icc) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(PROFILE_HEAD);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(icc);
            deflater.finish();
            byte[] piece = new byte[1 << 12];
            while (!deflater.finished()) {
                content.write(piece, 0, deflater.deflate(piece));
            }
        } finally {
            deflater.end();
        }
        return content.toByteArray();
    }

    private void data(FileBuilder file, Size size, PixelFormat format, RowSource source, Encoding encoding) {
        try (DataWriter data = new DataWriter(file, level)) {
            for (Pass pass : encoding.progressive() ? Pass.ADAM7 : Pass.WHOLE) {
                if (!pass.isEmpty(size)) {
                    write(data, pass, size, format, source);
                }
            }
            data.finish();
        }
    }

    private static void write(DataWriter data, Pass pass, Size size, PixelFormat format, RowSource source) {
        boolean filtered = format.type() != ColorType.PALETTE;
        Filters filters = new Filters(format.filterDistance(), (int) format.rowBytes(pass.width(size)));
        for (int y = pass.top(); y < size.height(); y += pass.down()) {
            source.pack(pass, y, filters.row(), filters.start());
            byte[] row = filtered ? filters.best() : filters.unfiltered();
            data.write(row, 0, row.length);
        }
    }
}
