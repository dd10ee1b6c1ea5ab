package dev.tomthumb.codec;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

/** The product's own codecs, for tests that go through a whole file. */
public final class ImageFormats {
    private static final Codecs CODECS = new ProductCodecs(false, 3, new ScratchPool(1 << 20)).codecs();

    private ImageFormats() {}

    public static Codecs codecs() {
        return CODECS;
    }

    public static Encoder encoder(ImageFormat format) throws ImageException {
        return CODECS.encoder(format);
    }

    public static Pixels decoded(byte[] file) throws ImageException {
        return CODECS.decoder(CODECS.sniff(file).orElseThrow()).decode(file, CODECS.header(file));
    }
}
