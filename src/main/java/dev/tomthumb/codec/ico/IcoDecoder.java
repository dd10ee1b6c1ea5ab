package dev.tomthumb.codec.ico;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.IcoHeader;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Set;

/** ICO and CUR: the largest picture in it. */
public final class IcoDecoder implements Decoder {
    private final Decoder png;

    /** @param png reads the pictures that are PNGs */
    public IcoDecoder(Decoder png) {
        this.png = png;
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.ICO);
    }

    /** The picture alone as a file, and its pixels. */
    @Override
    public long memory(ImageHeader header) {
        return 2 * png.memory(header) + 8 * header.size().pixels() + (1 << 16);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        ByteReader bytes = ByteReader.littleEndian(file, "ICO");
        IcoHeader icon = IcoHeader.read(file);
        if (!icon.header().size().equals(header.size())) {
            throw bytes.damaged("it says " + header.size() + " in its header and "
                    + icon.header().size() + " later");
        }
        return icon.png()
                ? png.decode(bytes.bytes(icon.from(), icon.length()), icon.header())
                : new IconBitmap(bytes.slice(icon.from(), icon.length()), header.size()).pixels();
    }
}
