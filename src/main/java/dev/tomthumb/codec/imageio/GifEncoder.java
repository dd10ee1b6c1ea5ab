package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Quantizer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import javax.imageio.IIOImage;
import javax.imageio.spi.ImageWriterSpi;

/** GIF by the JDK, one frame, colours by the {@link Quantizer}. */
final class GifEncoder implements Encoder {
    private static final int MAX_SIDE = 65_535;
    private static final int MAX_COLORS = 256;

    private final Writing writing;

    GifEncoder(ImageWriterSpi jdk) {
        this.writing = new Writing(jdk, "GIF", MAX_SIDE);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.GIF;
    }

    /** Indices, the file while it grows, and the histogram. */
    @Override
    public long memory(Size size) {
        return size.pixels() * (1 + 6) + (4 << 20);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        return writing.write(size, (writer, parameters) -> new IIOImage(image(pixels), null, null));
    }

    private static BufferedImage image(Pixels pixels) {
        Quantizer.Result quantized = Quantizer.quantize(pixels, MAX_COLORS);
        int count = quantized.colors().length;
        int transparent = quantized.transparent() ? count - 1 : -1;
        IndexColorModel palette =
                new IndexColorModel(8, count, quantized.colors(), 0, false, transparent, DataBuffer.TYPE_BYTE);
        WritableRaster raster = Buffers.raster(quantized.indices(), pixels.width(), pixels.height(), 1);
        return new BufferedImage(palette, raster, false, null);
    }
}
