package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;

class VipsAvifEncoderTest extends VipsEncoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.AVIF;
    }
}
