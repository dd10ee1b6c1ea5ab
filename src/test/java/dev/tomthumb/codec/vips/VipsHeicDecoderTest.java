package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;

class VipsHeicDecoderTest extends VipsDecoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.HEIC;
    }
}
