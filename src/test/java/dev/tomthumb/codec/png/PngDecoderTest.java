package dev.tomthumb.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngDecoderTest extends DecoderContract {
    @Override
    protected Decoder decoder() {
        return new PngDecoder();
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                HandmadePng.smooth(60, 40, 2, 8).file(),
                HandmadePng.smooth(60, 40, 6, 8).interlaced(true).file(),
                HandmadePng.smooth(61, 40, 3, 4).with("tRNS", new byte[] {9, 0}).file(),
                HandmadePng.smooth(61, 40, 0, 16).file(),
                HandmadePng.smooth(61, 40, 4, 8).file(),
                HandmadePng.smooth(61, 40, 0, 2).with("tRNS", new byte[] {0, 2}).file(),
                HandmadePng.smooth(60, 40, 2, 8).with("tRNS", new byte[6]).file());
    }

    @ParameterizedTest
    @CsvSource({
        "0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "3,1", "3,2", "3,4", "3,8", "4,8", "4,16", "6,8", "6,16"
    })
    void everyTypeIsReadAsTheJdkReadsIt(int type, int depth) throws Exception {
        Random random = new Random(7);
        for (int size = 1; size <= 40; size++) {
            for (boolean interlaced : new boolean[] {false, true}) {
                byte[] file = HandmadePng.random(size, 41 - size, type, depth, random)
                        .interlaced(interlaced)
                        .file();
                requireSame(file);
            }
        }
    }

    private void requireSame(byte[] file) throws Exception {
        Pixels pixels = decoder().decode(file, Headers.of(file));
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
        boolean raw = expected.getRaster().getSampleModel().getSampleSize(0) >= 8
                && !(expected.getColorModel() instanceof java.awt.image.IndexColorModel);
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                assertThat(Pictures.at(pixels, x, y)).isEqualTo(raw ? raw(expected, x, y) : rgb(expected, x, y, pixels));
            }
        }
    }

    private static List<Integer> raw(BufferedImage image, int x, int y) {
        List<Integer> samples = new ArrayList<>();
        boolean deep = image.getRaster().getSampleModel().getSampleSize(0) == 16;
        for (int sample : image.getRaster().getPixel(x, y, (int[]) null)) {
            samples.add(deep ? (int) Math.round(sample / 257.0) : sample);
        }
        return samples;
    }

    private static List<Integer> rgb(BufferedImage image, int x, int y, Pixels pixels) {
        int argb = image.getRGB(x, y);
        List<Integer> all = new ArrayList<>(List.of(argb >> 16 & 255, argb >> 8 & 255, argb & 255));
        return pixels.layout().opaque().planes() == 1 ? all.subList(1, 2) : all;
    }
}
