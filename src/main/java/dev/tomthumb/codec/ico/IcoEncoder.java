package dev.tomthumb.codec.ico;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** ICO with one picture in it, a PNG (read since Windows Vista and by every browser). */
public final class IcoEncoder implements Encoder {
    private static final int MAX_SIDE = 256;
    private static final int HEAD_BYTES = 6 + 16;
    private static final short BITS_PER_PIXEL = 32;

    private final Encoder png;

    /** @param png writes the picture */
    public IcoEncoder(Encoder png) {
        this.png = png;
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.ICO;
    }

    @Override
    public long memory(Size size) {
        return 2 * png.memory(size) + HEAD_BYTES;
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        int width = pixels.width();
        int height = pixels.height();
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "An ICO is at most " + MAX_SIDE + " pixels wide and high; asked was " + new Size(width, height)
                            + ". Ask for a smaller size or another format.");
        }
        byte[] picture = png.encode(pixels, encoding);
        ByteBuffer file = ByteBuffer.allocate(HEAD_BYTES + picture.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) 1);
        // One byte each, in which 256 is 0.
        file.put((byte) width).put((byte) height).put((byte) 0).put((byte) 0);
        file.putShort((short) 1).putShort(BITS_PER_PIXEL).putInt(picture.length).putInt(HEAD_BYTES);
        return file.put(picture).array();
    }
}
