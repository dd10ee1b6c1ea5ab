package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.png.Refusals.damaged;
import static dev.tomthumb.codec.png.Refusals.unsupported;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * What stands before the pixels of a PNG: how they are stored and what colours they mean.
 *
 * @param size width and height of the picture
 * @param format how a pixel is stored
 * @param interlaced whether its pixels come in the seven passes of Adam7
 * @param palette red, green and blue of each colour, 1 to 256 of them for the type {@code PALETTE}, else none
 * @param transparency the content of tRNS, of a length that fits the type; empty if there is none
 * @param data the chunks, standing on the first IDAT
 */
@SuppressWarnings("ArrayRecordComponent")
record Preamble(
        Size size, PixelFormat format, boolean interlaced, byte[] palette, Optional<byte[]> transparency, Chunks data) {
    private static final int HEADER_BYTES = 13;
    private static final int MAX_COLORS = 256;
    /** So that two rows fit into one array, however a pixel is stored. */
    private static final int MAX_WIDTH = 1 << 26;

    /** @throws ImageException {@code BROKEN_IMAGE}, or {@code UNSUPPORTED_INPUT} for a critical chunk nobody knows */
    static Preamble read(byte[] file) throws ImageException {
        Chunks chunks = new Chunks(file);
        if (!chunks.next() || !chunks.is(Chunks.IHDR) || !chunks.isWhole() || chunks.length() != HEADER_BYTES) {
            throw damaged("does not begin with its header");
        }
        requireIntact(chunks);
        return new Reader(chunks).read(chunks.content());
    }

    private static void requireIntact(Chunks chunks) throws ImageException {
        if (!chunks.isIntact()) {
            throw damaged("has a wrong checksum");
        }
    }

    /** Bytes that the pixels take up before they are compressed, filter bytes included. */
    long rawBytes() {
        long sum = 0;
        for (Pass pass : interlaced ? Pass.ADAM7 : Pass.WHOLE) {
            sum += pass.rawBytes(size, format);
        }
        return sum;
    }

    /** Collects the chunks between the header and the first IDAT. */
    private static final class Reader {
        private final Chunks chunks;
        private byte[] palette = {};
        private Optional<byte[]> transparency = Optional.empty();

        Reader(Chunks chunks) {
            this.chunks = chunks;
        }

        Preamble read(byte[] header) throws ImageException {
            Size size = size(header);
            PixelFormat format = format(header);
            requireMethods(header);
            requireHoldable(size);
            collect();
            requirePalette(format.type());
            return new Preamble(
                    size,
                    format,
                    header[12] == 1,
                    palette,
                    transparency.filter(content -> fits(content, format)),
                    chunks);
        }

        private static Size size(byte[] header) throws ImageException {
            int width = Chunks.word(header, 0);
            int height = Chunks.word(header, 4);
            if (width < 1 || height < 1) {
                throw damaged("has no size");
            }
            return new Size(width, height);
        }

        private static PixelFormat format(byte[] header) throws ImageException {
            int depth = header[8];
            ColorType type = ColorType.of(header[9])
                    .filter(found -> found.mayHaveDepth(depth))
                    .orElseThrow(() -> damaged("has pixels of a type that does not exist"));
            return new PixelFormat(type, depth);
        }

        /** One method of compression, one of filtering, two of interlacing (section 11.2.1). */
        private static void requireMethods(byte[] header) throws ImageException {
            if (header[10] != 0 || header[11] != 0 || header[12] < 0 || header[12] > 1) {
                throw damaged("names methods that do not exist");
            }
        }

        private static void requireHoldable(Size size) throws ImageException {
            if (size.width() > MAX_WIDTH) {
                throw unsupported("is wider than this server can hold");
            }
        }

        private void collect() throws ImageException {
            while (chunks.next()) {
                if (chunks.is(Chunks.IDAT)) {
                    return;
                }
                collectOne();
            }
            throw Refusals.endsEarly();
        }

        private void collectOne() throws ImageException {
            if (chunks.isCritical()) {
                requireIntact(chunks);
                critical();
            } else if (chunks.is(Chunks.TRNS) && chunks.isWhole() && chunks.isIntact()) {
                transparency = Optional.of(chunks.content());
            }
        }

        private void critical() throws ImageException {
            if (chunks.is(Chunks.PLTE)) {
                palette();
            } else if (chunks.is(Chunks.IEND)) {
                throw Refusals.endsEarly();
            } else if (chunks.is(Chunks.IHDR)) {
                throw damaged("has two headers");
            } else {
                throw unsupported("has a part this server does not know and that must not be left out");
            }
        }

        private void palette() throws ImageException {
            int length = chunks.length();
            if (palette.length > 0 || length == 0 || length % 3 != 0 || length > 3 * MAX_COLORS) {
                throw damaged("has a palette that is none");
            }
            palette = chunks.content();
        }

        /** Other types may suggest colours for screens that have few; nobody needs them (section 11.2.2). */
        private void requirePalette(ColorType type) throws ImageException {
            if (type != ColorType.PALETTE) {
                palette = new byte[0];
            } else if (palette.length == 0) {
                throw damaged("has no palette");
            }
        }

        /** A tRNS that does not fit is left out, as every viewer does (section 11.3.1.1 for the lengths). */
        private boolean fits(byte[] content, PixelFormat format) {
            return switch (format.type()) {
                case GREY -> content.length == 2;
                case RGB -> content.length == 6;
                case PALETTE -> content.length <= palette.length / 3;
                case GREY_ALPHA, RGB_ALPHA -> false;
            };
        }
    }
}
