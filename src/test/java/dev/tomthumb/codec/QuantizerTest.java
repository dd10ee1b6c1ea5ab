package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizerTest {

    @Test
    void exactly256ColorsAreKept() {
        Quantizer.Result result = Quantizer.quantize(greys(256, 255), 256);
        assertThat(result.colors()).hasSize(256);
        for (int x = 0; x < 256; x++) {
            assertThat(result.colors()[result.indices()[x] & 0xff]).isEqualTo(x * 0x010101);
        }
    }

    @Test
    void aTransparentPixelTakesOneOfThe256() {
        Quantizer.Result result = Quantizer.quantize(greys(256, 0), 256);
        assertThat(result.transparent()).isTrue();
        assertThat(result.colors().length).isLessThanOrEqualTo(256);
        assertThat(result.indices()[0] & 0xff).isEqualTo(result.colors().length - 1);
    }

    @Test
    void alphaFrom128OnIsVisible() {
        assertThat(Quantizer.quantize(greys(3, 128), 256).transparent()).isFalse();
        assertThat(Quantizer.quantize(greys(3, 127), 256).transparent()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void everyIndexIsInsideThePalette(Layout layout) {
        Quantizer.Result result = Quantizer.quantize(Pictures.waves(layout, 97, 83), 256);
        assertThat(result.colors().length).isLessThanOrEqualTo(256);
        for (byte index : result.indices()) {
            assertThat(index & 0xff).isLessThan(result.colors().length);
        }
    }

    @Test
    void aPictureThatIsWhollyTransparentHasOneColor() {
        Quantizer.Result result = Quantizer.quantize(
                new Pixels(
                        Layout.RGB_ALPHA, List.of(new Plane(4, 4), new Plane(4, 4), new Plane(4, 4), new Plane(4, 4))),
                256);
        assertThat(result.colors()).hasSize(1);
        assertThat(result.transparent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16})
    void fewerColorsMayBeAskedFor(int most) {
        Quantizer.Result opaque = Quantizer.quantize(Pictures.waves(Layout.RGB, 97, 83), most);
        assertThat(opaque.colors()).hasSize(most);
        Quantizer.Result holes = Quantizer.quantize(Pictures.waves(Layout.RGB_ALPHA, 97, 83), most);
        assertThat(holes.transparent()).isTrue();
        assertThat(holes.colors()).hasSize(most);
    }

    @Test
    void aPaletteOfNoColorsIsRefused() {
        assertThatThrownBy(() -> Quantizer.quantize(greys(3, 255), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Quantizer.quantize(greys(3, 255), 257)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Grey 0, 1, 2 …; the first pixel has this alpha, all others are opaque. */
    private static Pixels greys(int width, int firstAlpha) {
        Plane grey = new Plane(width, 1);
        Plane alpha = new Plane(width, 1);
        for (int x = 0; x < width; x++) {
            grey.set(x, 0, x);
            alpha.set(x, 0, x == 0 ? firstAlpha : 255);
        }
        return new Pixels(Layout.GREY_ALPHA, List.of(grey, alpha));
    }
}
