package dev.tomthumb.codec.imageio;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;

/** Colour models of 8-bit interleaved pictures. */
final class Models {
    private Models() {}

    /** Grey, grey and alpha, RGB, or RGB and alpha by the number of bands. */
    static ColorModel of(int bands) {
        boolean alpha = bands == 2 || bands == 4;
        ColorSpace space = ColorSpace.getInstance(bands <= 2 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        int transparency = alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE;
        return new ComponentColorModel(space, alpha, false, transparency, DataBuffer.TYPE_BYTE);
    }
}
