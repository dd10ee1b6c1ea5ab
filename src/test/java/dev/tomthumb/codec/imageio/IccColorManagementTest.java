package dev.tomthumb.codec.imageio;

import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Profiles;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IccColorManagementTest {
    private final ColorManagement color = new IccColorManagement();

    @Test
    void widerPrimariesAreMappedToTheirSrgbValues() {
        // Display P3 (234, 51, 35) is sRGB's purest red, (255, 0, 0).
        List<Integer> srgb = at(color.toSrgb(one(Layout.RGB, 234, 51, 35), Profiles.displayP3()), 0, 0);
        assertThat(srgb.get(0)).isCloseTo(255, Offset.offset(2));
        assertThat(srgb.get(1)).isCloseTo(0, Offset.offset(12));
        assertThat(srgb.get(2)).isCloseTo(0, Offset.offset(12));
    }

    @Test
    void neutralColorsStayNeutral() {
        for (int value : new int[] {0, 1, 64, 128, 200, 255}) {
            List<Integer> srgb = at(color.toSrgb(one(Layout.RGB, value, value, value), Profiles.displayP3()), 0, 0);
            for (int channel : srgb) {
                assertThat(channel).isCloseTo(value, Offset.offset(1));
            }
        }
    }

    @Test
    void alphaIsNotTouched() {
        Pixels pixels = Pictures.waves(Layout.RGB_ALPHA, 50, 20);
        Pixels srgb = color.toSrgb(pixels, Profiles.displayP3());
        assertThat(srgb.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(srgb.alpha()).isSameAs(pixels.alpha());
        assertThat(Pictures.psnr(pixels.colors(), srgb.colors())).isBetween(15.0, 45.0);
    }

    @Test
    void greyOfAPaletteIsConvertedByItsProfileOfColours() {
        Pixels srgb = color.toSrgb(one(Layout.GREY_ALPHA, 55, 77), Profiles.linear());
        assertThat(srgb.layout()).isEqualTo(Layout.GREY_ALPHA);
        assertThat(at(srgb, 0, 0).get(0)).isCloseTo(128, Offset.offset(2));
        assertThat(at(srgb, 0, 0).get(1)).isEqualTo(77);
    }

    @Test
    void greyStaysGreyAndIsConverted() {
        Pixels srgb = color.toSrgb(one(Layout.GREY, 55), Profiles.grey());
        assertThat(srgb.layout()).isEqualTo(Layout.GREY);
        // Linear 55/255 is 0.2157; sRGB's curve makes it 0.502.
        assertThat(at(srgb, 0, 0).get(0)).isCloseTo(128, Offset.offset(2));
    }

    @Test
    void srgbUnderAnyNameIsLeftAlone() {
        Pixels pixels = Pictures.waves(Layout.RGB, 20, 20);
        byte[] jdk = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        for (byte[] profile : List.of(Profiles.srgb(), Profiles.srgbByTable(), jdk)) {
            assertThat(color.toSrgb(pixels, profile)).isSameAs(pixels);
        }
    }

    @Test
    void otherProfilesAreNotTakenForSrgb() {
        assertThat(SrgbProfile.matches(Profiles.displayP3())).isFalse();
        assertThat(SrgbProfile.matches(Profiles.linear())).isFalse();
        assertThat(SrgbProfile.matches(Profiles.grey())).isFalse();
        assertThat(SrgbProfile.matches(new byte[0])).isFalse();
        assertThat(SrgbProfile.matches(new byte[500])).isFalse();
    }

    @Test
    void aProfileThatCannotBeUsedLeavesThePixelsAlone() {
        Pixels pixels = Pictures.waves(Layout.RGB, 20, 20);
        assertThat(color.toSrgb(pixels, new byte[0])).isSameAs(pixels);
        assertThat(color.toSrgb(pixels, new byte[4000])).isSameAs(pixels);
        assertThat(color.toSrgb(pixels, Profiles.grey())).isSameAs(pixels);
        byte[] half = java.util.Arrays.copyOf(Profiles.displayP3(), 300);
        assertThat(color.toSrgb(pixels, half)).isSameAs(pixels);
    }

    @Test
    void noMutatedProfileThrows() {
        Pixels pixels = Pictures.waves(Layout.RGB, 8, 8);
        Random random = new Random(7);
        for (int i = 0; i < 1500; i++) {
            Pixels result = color.toSrgb(pixels, Mutations.of(Profiles.displayP3(), random));
            assertThat(result.layout()).isEqualTo(Layout.RGB);
            assertThat(result.width()).isEqualTo(8);
        }
    }

    private static Pixels one(Layout layout, int... values) {
        List<Plane> planes = new ArrayList<>();
        for (int value : values) {
            Plane plane = new Plane(1, 1);
            plane.set(0, 0, value);
            planes.add(plane);
        }
        return new Pixels(layout, planes);
    }
}
