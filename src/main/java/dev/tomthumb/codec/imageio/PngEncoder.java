package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.spi.ImageWriterSpi;

/** PNG by the JDK, 8 bits, not interlaced. */
final class PngEncoder implements Encoder {
    /** What the JDK can lay out in memory; the format itself goes further (PNG, section 11.2.1). */
    private static final int MAX_SIDE = 1 << 24;
    /** The JDK's scale runs from 9 (smallest file) at 0 to 0 at 1; this is zlib's level 6, as libpng's default. */
    private static final float LEVEL_6 = 0.34f;

    private final Writing writing;

    PngEncoder(ImageWriterSpi jdk) {
        this.writing = new Writing(jdk, "PNG", MAX_SIDE);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.PNG;
    }

    /** Four bytes interleaved, and the file while it grows. */
    @Override
    public long memory(Size size) {
        return size.pixels() * (4 + 12) + (1 << 20);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        return writing.write(size, (writer, parameters) -> {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(LEVEL_6);
            return new IIOImage(Buffers.image(pixels, true), null, null);
        });
    }
}
