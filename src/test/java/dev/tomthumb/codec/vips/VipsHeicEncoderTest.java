package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;

class VipsHeicEncoderTest extends VipsEncoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.HEIC;
    }
}
