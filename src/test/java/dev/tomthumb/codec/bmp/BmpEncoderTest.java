package dev.tomthumb.codec.bmp;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

class BmpEncoderTest extends EncoderContract {
    private static final Codecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20)).codecs();

    @Override
    protected Encoder encoder() {
        try {
            return CODECS.encoder(ImageFormat.BMP);
        } catch (ImageException missing) {
            throw new AssertionError(missing);
        }
    }

    @Override
    protected Decoder decoder() {
        try {
            return CODECS.decoder(ImageFormat.BMP);
        } catch (ImageException missing) {
            throw new AssertionError(missing);
        }
    }

    @Override
    protected double likeness(Layout layout) {
        return 98;
    }

    @Override
    protected int longestSide() {
        return 65535;
    }
}
