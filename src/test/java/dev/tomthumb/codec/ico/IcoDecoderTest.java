package dev.tomthumb.codec.ico;

import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.little;
import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.png.PngDecoder;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.TestPictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcoDecoderTest extends DecoderContract {
    private static final byte[] PNG = TestPictures.png(TestPictures.geometry(60, 40));
    private static final byte[] NONE = {};

    @Override
    protected Decoder decoder() {
        return new IcoDecoder(new PngDecoder());
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                icon(PNG),
                icon(bitmap(24, 17, 9, NONE, rows(24, 17, 9, 0x40), mask(17, 9, 0))),
                icon(bitmap(32, 17, 9, NONE, rows(32, 17, 9, 0x80), mask(17, 9, 0))));
    }

    private Pixels decode(byte[] file) throws ImageException {
        return decoder().decode(file, Headers.of(file));
    }

    @Test
    void theLargestPictureIsRead() throws ImageException {
        byte[] small = bitmap(24, 16, 16, NONE, rows(24, 16, 16, 9), mask(16, 16, 0));
        byte[] large = TestPictures.png(TestPictures.geometry(256, 256));
        for (byte[] file : List.of(icon(small, large), icon(large, small))) {
            ImageHeader header = Headers.of(file);
            assertThat(header.format()).isEqualTo(ImageFormat.ICO);
            assertThat(header.size()).isEqualTo(new Size(256, 256));
            assertThat(decode(file).width()).isEqualTo(256);
        }
    }

    @Test
    void theMaskMakesTransparent() throws ImageException {
        byte[] data = rows(24, 2, 2, 0x33);
        Pixels pixels = decode(icon(bitmap(24, 2, 2, NONE, data, bytes(0x80, 0, 0, 0, 0x40, 0, 0, 0))));
        assertThat(at(pixels, 0, 0)).containsExactly(0x33, 0x33, 0x33, 255);
        assertThat(pixels.alpha().get(1, 0)).isZero();
        assertThat(pixels.alpha().get(0, 1)).isZero();
        assertThat(pixels.alpha().get(1, 1)).isEqualTo(255);
    }

    @Test
    void theFourthByteIsAlphaUnlessAllOfThemAreZero() throws ImageException {
        byte[] data = bytes(1, 2, 3, 0x80, 4, 5, 6, 0);
        byte[] opaque = bytes(1, 2, 3, 0, 4, 5, 6, 0);
        Pixels pixels = decode(icon(bitmap(32, 2, 1, NONE, data, mask(2, 1, 0xff))));
        assertThat(at(pixels, 0, 0)).containsExactly(3, 2, 1, 0x80);
        assertThat(at(pixels, 1, 0)).containsExactly(6, 5, 4, 0);
        Pixels masked = decode(icon(bitmap(32, 2, 1, NONE, opaque, bytes(0x40, 0, 0, 0))));
        assertThat(at(masked, 0, 0)).containsExactly(3, 2, 1, 255);
        assertThat(masked.alpha().get(1, 0)).isZero();
    }

    @Test
    void palettesOfEveryDepthAreRead() throws ImageException {
        byte[] two = bytes(10, 20, 30, 0, 40, 50, 60, 0);
        assertSecond(icon(bitmap(1, 2, 1, two, bytes(0x40, 0, 0, 0), mask(2, 1, 0))), 60, 50, 40);
        byte[] sixteen = Arrays.copyOf(two, 64);
        assertSecond(icon(bitmap(4, 2, 1, sixteen, bytes(0x01, 0, 0, 0), mask(2, 1, 0))), 60, 50, 40);
        byte[] all = Arrays.copyOf(two, 1024);
        assertSecond(icon(bitmap(8, 2, 1, all, bytes(0, 1, 0, 0), mask(2, 1, 0))), 60, 50, 40);
        assertSecond(icon(bitmap(16, 2, 1, NONE, bytes(0, 0, 0x1f, 0x7c), mask(2, 1, 0))), 255, 0, 255);
    }

    private void assertSecond(byte[] file, int red, int green, int blue) throws ImageException {
        assertThat(at(decode(file), 1, 0)).containsExactly(red, green, blue, 255);
    }

    @Test
    void anEmptyDirectoryIsRefused() {
        byte[] file = icon(PNG);
        byte[] beyond = Arrays.copyOf(file, 22);
        assertThatThrownBy(() -> Headers.of(beyond))
                .isInstanceOf(ImageException.class)
                .hasMessage("The ICO is damaged: it ends before its last pixel.");
    }

    /** A file of these pictures. */
    private static byte[] icon(byte[]... pictures) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(bytes(0, 0, 1, 0, pictures.length, 0));
        int at = 6 + 16 * pictures.length;
        for (byte[] picture : pictures) {
            boolean png = picture[0] == (byte) 0x89;
            int width = png ? picture[19] : picture[4];
            int height = png ? picture[23] : picture[8] / 2;
            parts.add(join(bytes(width, height, 0, 0, 1, 0, 32, 0), little(picture.length), little(at)));
            at += picture.length;
        }
        parts.addAll(List.of(pictures));
        return join(parts.toArray(byte[][]::new));
    }

    private static byte[] bitmap(int bits, int width, int height, byte[] palette, byte[] rows, byte[] mask) {
        return join(
                little(40), little(width), little(2 * height), bytes(1, 0, bits, 0), new byte[24], palette, rows, mask);
    }

    private static byte[] rows(int bits, int width, int height, int value) {
        byte[] rows = new byte[(width * bits + 31) / 32 * 4 * height];
        Arrays.fill(rows, (byte) value);
        return rows;
    }

    private static byte[] mask(int width, int height, int value) {
        byte[] mask = new byte[(width + 31) / 32 * 4 * height];
        Arrays.fill(mask, (byte) value);
        return mask;
    }
}
