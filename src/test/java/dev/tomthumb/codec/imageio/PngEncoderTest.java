package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.model.ImageFormat;

class PngEncoderTest extends EncoderContract {
    @Override
    protected Encoder encoder() {
        return TestCodecs.encoder(ImageFormat.PNG);
    }

    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.PNG);
    }

    @Override
    protected double likeness(Layout layout) {
        return layout == Layout.GREY ? 98 : 98;
    }

    @Override
    protected int longestSide() {
        return 16777216;
    }
}
