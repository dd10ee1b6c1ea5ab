package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;

class VipsAvifDecoderTest extends VipsDecoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.AVIF;
    }
}
