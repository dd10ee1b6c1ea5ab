package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Canvas;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

/** All frames of a WebP, laid over each other as they say. */
public final class WebpAnimationDecoder implements AnimationDecoder {
    private final Decoder still;

    /** @param still reads the picture in a frame, as a file of its own */
    public WebpAnimationDecoder(Decoder still) {
        this.still = still;
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.WEBP;
    }

    /** The canvas, and a frame that is as large. */
    @Override
    public long memory(ImageHeader header) {
        return Canvas.memory(header.size().pixels()) + still.memory(header);
    }

    @Override
    public Frames open(byte[] file, ImageHeader header) throws ImageException {
        ByteReader bytes = WebpHeader.riff(file);
        WebpHeader found = WebpHeader.read(file);
        if (!found.header().size().equals(header.size())) {
            throw bytes.damaged("it says " + header.size() + " in its header and "
                    + found.header().size() + " later");
        }
        return new WebpFrames(bytes, still, header.size());
    }
}
