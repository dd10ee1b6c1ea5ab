package dev.tomthumb.codec.imageio;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.TiffPages;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TIFF by TwelveMonkeys: the first page, or several under each other; those always as 8 bits. */
final class TiffDecoder implements Decoder {
    private final Reading reading = new Reading(new TIFFImageReaderSpi(), "TIFF");
    private final boolean deep;

    /** A decoder to 8 bits. */
    TiffDecoder() {
        this(false);
    }

    private TiffDecoder(boolean deep) {
        this.deep = deep;
    }

    @Override
    public Optional<Decoder> deep() {
        return Optional.of(new TiffDecoder(true));
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.TIFF);
    }

    /** The samples as stored, a strip that may be the whole of them again, the copy, and all pages together. */
    @Override
    public long memory(ImageHeader header) {
        int stored = header.channels() * Math.max(1, (header.bitsPerSample() + 7) / 8);
        int copied = deep ? 8 : 4;
        return header.size().pixels() * (2L * stored + copied + 4) + (1 << 20);
    }

    /** {@inheritDoc} A header that is higher than the first page means that further pages stand under it. */
    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        Size first = TiffPages.header(file).size();
        return first.height() < header.size().height() ? stacked(file, header.size()) : page(file, header.size());
    }

    private Pixels page(byte[] file, Size size) throws ImageException {
        return reading.first(
                file, size, result -> deep ? ImagePixels.deep(result.image()) : ImagePixels.of(result.image()));
    }

    private Pixels stacked(byte[] file, Size size) throws ImageException {
        Pixels all = Buffers.allocate(Layout.RGB_ALPHA, size.width(), size.height());
        int top = 0;
        TiffPages.Walk pages = new TiffPages.Walk(file);
        while (top < size.height() && pages.hasNext()) {
            byte[] one = pages.next();
            Size expected = TiffPages.header(one).size();
            reading.requireSame(
                    size,
                    new Size(
                            Math.max(size.width(), expected.width()),
                            Math.max(size.height(), top + expected.height())));
            put(page(one, expected), all, top);
            top += expected.height();
        }
        return all;
    }

    private static void put(Pixels page, Pixels all, int top) {
        byte[] row = new byte[page.width()];
        List<Plane> colors = page.colors();
        for (int y = 0; y < page.height(); y++) {
            for (int channel = 0; channel < 3; channel++) {
                colors.get(Math.min(channel, colors.size() - 1)).readRow(y, row);
                write(row, all.planes().get(channel), top + y);
            }
            Arrays.fill(row, (byte) 255);
            if (page.layout().hasAlpha()) {
                page.alpha().readRow(y, row);
            }
            write(row, all.alpha(), top + y);
        }
    }

    private static void write(byte[] row, Plane plane, int y) {
        for (int x = 0; x < row.length; x++) {
            plane.set(x, y, row[x]);
        }
    }
}
