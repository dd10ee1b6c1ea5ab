package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Canvas;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

/** All frames of a GIF, laid over each other as its disposal methods say. */
public final class GifAnimationDecoder implements AnimationDecoder {
    @Override
    public ImageFormat format() {
        return ImageFormat.GIF;
    }

    /** The canvas, its copy to come back to, the indices of a frame, and the tables of the code. */
    @Override
    public long memory(ImageHeader header) {
        long pixels = header.size().pixels();
        return 2 * Canvas.memory(pixels) + pixels + (1 << 16);
    }

    @Override
    public Frames open(byte[] file, ImageHeader header) throws ImageException {
        ByteReader bytes = ByteReader.littleEndian(file, "GIF");
        return new GifFrames(bytes, GifScan.of(bytes), header.size());
    }
}
