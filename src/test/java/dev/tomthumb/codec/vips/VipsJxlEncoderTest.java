package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;

class VipsJxlEncoderTest extends VipsEncoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.JXL;
    }
}
