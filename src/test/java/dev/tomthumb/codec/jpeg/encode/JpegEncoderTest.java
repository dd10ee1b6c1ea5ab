package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.ScratchPool;

class JpegEncoderTest extends EncoderContract {
    private final JpegEncoder encoder = new JpegEncoder(new ScratchPool(1 << 24));

    @Override
    protected Encoder encoder() {
        return encoder;
    }

    @Override
    protected Decoder decoder() {
        return new LibjpegDecoder();
    }

    @Override
    protected double likeness(Layout layout) {
        return layout == Layout.GREY ? 38 : 36;
    }

    @Override
    protected int longestSide() {
        return 65_500;
    }
}
