package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.Quantizer;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The blocks of a GIF file (GIF89a). */
final class GifOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Header, logical screen and, unless shown once, Netscape's loop. */
    void screen(Size size, int plays) {
        text("GIF89a");
        word(size.width());
        word(size.height());
        bytes(0x70, 0, 0);
        if (plays != 1) {
            bytes(0x21, 0xff, 11);
            text("NETSCAPE2.0");
            bytes(3, 1);
            word(plays == 0 ? 0 : Math.min(plays - 1, 0xffff));
            bytes(0);
        }
    }

    /** Graphic control extension, image descriptor, palette, pixels. */
    void frame(Box box, Quantizer.Result picture, int hundredths, int disposal) {
        int transparent = picture.transparent() ? picture.colors().length - 1 : 0;
        bytes(0x21, 0xf9, 4, disposal << 2 | (picture.transparent() ? 1 : 0));
        word(hundredths);
        bytes(transparent, 0, 0x2c);
        word(box.x());
        word(box.y());
        word(box.width());
        word(box.height());
        int bits = bits(picture.colors().length);
        bytes(0x80 | bits - 1);
        palette(picture.colors(), 1 << bits);
        new LzwWriter(out, Math.max(2, bits)).write(picture.indices());
    }

    /** The file. */
    byte[] finish() {
        bytes(0x3b);
        return out.toByteArray();
    }

    private static int bits(int colors) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(colors - 1));
    }

    private void palette(int[] colors, int places) {
        for (int i = 0; i < places; i++) {
            int color = i < colors.length ? colors[i] : 0;
            bytes(color >> 16, color >> 8, color);
        }
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void word(int value) {
        bytes(value, value >> 8);
    }

    private void bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }
}
