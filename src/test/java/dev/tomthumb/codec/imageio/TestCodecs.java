package dev.tomthumb.codec.imageio;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

/** The plug-ins as they ship. */
final class TestCodecs {
    static final Codecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20)).codecs();
    /** What this package has by itself. */
    static final Codecs ALONE = of(ImageIoCodecs.create());

    private TestCodecs() {}

    static Codecs of(ImageIoCodecs imageIo) {
        return new Codecs(imageIo.decoders(), imageIo.encoders(), imageIo.color());
    }

    static Decoder decoder(ImageFormat format) {
        try {
            return CODECS.decoder(format);
        } catch (ImageException missing) {
            throw new AssertionError(missing);
        }
    }

    static Encoder encoder(ImageFormat format) {
        try {
            return CODECS.encoder(format);
        } catch (ImageException missing) {
            throw new AssertionError(missing);
        }
    }

    static Pixels decode(byte[] file) throws ImageException {
        return CODECS.decoder(CODECS.sniff(file).orElseThrow()).decode(file, Headers.of(file));
    }
}
