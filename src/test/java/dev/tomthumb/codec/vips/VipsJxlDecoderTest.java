package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;

class VipsJxlDecoderTest extends VipsDecoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.JXL;
    }
}
