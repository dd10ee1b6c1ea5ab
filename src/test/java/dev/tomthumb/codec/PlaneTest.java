package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaneTest {
    /** All samples of 16 bits there are, side by side. */
    private static Plane all() {
        byte[] samples = new byte[2 * 0x10000];
        for (int value = 0; value < 0x10000; value++) {
            samples[2 * value] = (byte) (value >> 8);
            samples[2 * value + 1] = (byte) value;
        }
        return Plane.deep(0x10000, 1, samples, 0, 2, 2 * 0x10000);
    }

    @Test
    void everySampleOf16BitsComesBackFromAFloat() {
        Plane from = all();
        Plane to = from.blank(from.width(), 1);
        float[] row = new float[from.width()];
        from.readRow(0, row);
        to.writeRow(0, row);
        for (int value = 0; value < row.length; value++) {
            assertThat(to.stored(value, 0)).isEqualTo(value);
            assertThat(row[value]).isBetween(0f, 255f);
        }
    }

    @Test
    void every257thSampleOf16BitsIsASampleOf8Bits() {
        Plane plane = all();
        float[] row = new float[plane.width()];
        plane.readRow(0, row);
        Plane written = plane.blank(256, 1);
        byte[] bytes = new byte[256];
        for (int value = 0; value < 256; value++) {
            assertThat(row[257 * value]).isEqualTo(value);
            assertThat(plane.get(257 * value, 0)).isEqualTo(value);
            bytes[value] = (byte) value;
        }
        written.writeRow(0, bytes);
        for (int value = 0; value < 256; value++) {
            assertThat(written.stored(value, 0)).isEqualTo(257 * value);
            written.set(value, 0, 255 - value);
            assertThat(written.stored(value, 0)).isEqualTo(257 * (255 - value));
        }
    }

    @Test
    void whoAsksForWholeNumbersGetsTheNearest() {
        Plane plane = all();
        byte[] row = new byte[plane.width()];
        plane.readRow(0, row);
        for (int value = 0; value < row.length; value++) {
            int nearest = (int) Math.round(value / 257.0);
            assertThat(plane.get(value, 0)).isEqualTo(nearest);
            assertThat(row[value] & 0xff).isEqualTo(nearest);
        }
    }

    @Test
    void whatIsBeyondTheRangeBecomesItsEnd() {
        Plane plane = all().blank(4, 1);
        plane.writeRow(0, new float[] {-3, 300, Float.NaN, 255.001f});
        assertThat(plane.stored(0, 0)).isZero();
        assertThat(plane.stored(1, 0)).isEqualTo(0xffff);
        assertThat(plane.stored(2, 0)).isZero();
        assertThat(plane.stored(3, 0)).isEqualTo(0xffff);
    }

    @Test
    void rowsAndSamplesAreCopiedAsTheyAreStored() {
        byte[] stored = new byte[2 * 4 * 6];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (byte) (37 * i);
        }
        Pixels pixels = Plane.interleavedDeep(Layout.RGB_ALPHA, stored, 3, 2);
        Plane green = pixels.planes().get(1);
        Plane to = green.blank(7, 5);
        green.copyRow(1, to, 2, 3);
        green.copySample(2, 0, to, 6, 4);
        for (int x = 0; x < 3; x++) {
            assertThat(to.stored(2 + x, 3)).isEqualTo(green.stored(x, 1));
        }
        assertThat(to.stored(6, 4)).isEqualTo(green.stored(2, 0));
        assertThat(to.stored(1, 3)).isZero();
        assertThat(to.view(2, 3, 3, 1).stored(1, 0)).isEqualTo(green.stored(1, 1));
    }

    @Test
    void itIsFullOnlyIfEveryBitIsSet() {
        Plane plane = all().blank(3, 2);
        plane.writeRow(0, new float[] {255, 255, 255});
        plane.writeRow(1, new float[] {255, 255, 254.996f});
        assertThat(plane.get(2, 1)).isEqualTo(255);
        assertThat(plane.isFull()).isFalse();
        plane.set(2, 1, 255);
        assertThat(plane.isFull()).isTrue();
    }

    @Test
    void samplesOf16BitsAreNotHandedOutAsIfTheyHad8() {
        byte[] stored = {1, 2, 3, 4};
        Pixels pixels = Plane.interleavedDeep(Layout.GREY, stored, 2, 1);
        assertThat(Plane.interleaved(pixels.planes())).containsExactly(1, 3);
    }

    @Test
    void aPictureHasOneDepth() {
        Plane deep = all().blank(2, 2);
        assertThatThrownBy(() -> new Pixels(Layout.GREY_ALPHA, List.of(deep, new Plane(2, 2))))
                .hasMessage("the planes of a picture have one depth");
    }

    @Test
    void theSecondByteOfTheLastSampleMustBeThereToo() {
        assertThatThrownBy(() -> Plane.deep(2, 1, new byte[3], 0, 2, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Plane.deep(2, 1, new byte[8], 0, 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
