package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.big;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.exif;
import static dev.tomthumb.codec.FileParts.iccp;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.patched;
import static dev.tomthumb.codec.FileParts.withChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.TestPictures;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngHeaderTest {
    private static final byte[] PICTURE = TestPictures.png(TestPictures.gradient(40, 30));
    private static final int BITS_AT = 24;
    private static final int COLOR_TYPE_AT = 25;

    @Test
    void aPlainFileTellsSizeAndChannels() throws ImageException {
        ImageHeader header = Headers.of(PICTURE);
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        assertThat(header.channels()).isEqualTo(3);
        assertThat(header.bitsPerSample()).isEqualTo(8);
        assertThat(header.alpha()).isFalse();
        assertThat(header.frames()).isEqualTo(1);
    }

    @Test
    void alphaIsAnExtraChannelOrATransparentColor() throws ImageException {
        assertThat(Headers.of(TestPictures.png(TestPictures.alphaRamp(9, 9, 0))).alpha())
                .isTrue();
        assertThat(Headers.of(withChunk(PICTURE, "tRNS", new byte[6])).alpha()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsRead(int orientation) throws ImageException {
        byte[] before = withChunk(PICTURE, "eXIf", exif(orientation, ByteOrder.LITTLE_ENDIAN));
        assertThat(Headers.of(before).orientation()).isEqualTo(orientation);
        byte[] after = join(PICTURE, FileParts.chunk("eXIf", exif(orientation, ByteOrder.BIG_ENDIAN)));
        assertThat(Headers.of(after).orientation()).isEqualTo(orientation);
    }

    @Test
    void anAnimationTellsItsFrames() throws ImageException {
        assertThat(Headers.of(withChunk(PICTURE, "acTL", join(big(12), big(0)))).frames())
                .isEqualTo(12);
        assertThat(Headers.of(withChunk(PICTURE, "acTL", join(big(-1), big(0)))).frames())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aProfileIsUnfolded() throws ImageException {
        byte[] file = withChunk(PICTURE, "iCCP", iccp(Profiles.displayP3()));
        assertThat(Headers.of(file).profile().orElseThrow()).isEqualTo(Profiles.displayP3());
    }

    @Test
    void aProfileThatUnfoldsToMoreThanAnyRealOneIsNone() throws ImageException {
        byte[] bomb = Arrays.copyOf(Profiles.displayP3(), IccProfiles.MAX_BYTES + 1);
        assertThat(Headers.of(withChunk(PICTURE, "iCCP", iccp(bomb))).profile()).isEmpty();
        byte[] large = Arrays.copyOf(Profiles.displayP3(), IccProfiles.MAX_BYTES);
        assertThat(Headers.of(withChunk(PICTURE, "iCCP", iccp(large))).profile())
                .isPresent();
    }

    @Test
    void anUnusualGammaBecomesAProfileUnlessTheFileSaysBetter() throws ImageException {
        byte[] linear = withChunk(PICTURE, "gAMA", big(100_000));
        assertThat(Headers.of(linear).profile()).isPresent();
        assertThat(Headers.of(withChunk(PICTURE, "gAMA", big(45_455))).profile())
                .as("sRGB's usual one")
                .isEmpty();
        assertThat(Headers.of(withChunk(PICTURE, "gAMA", big(0))).profile())
                .as("nonsense")
                .isEmpty();
        assertThat(Headers.of(withChunk(linear, "sRGB", bytes(0))).profile()).isEmpty();
        byte[] profiled = withChunk(linear, "iCCP", iccp(Profiles.displayP3()));
        assertThat(Headers.of(profiled).profile()).contains(Profiles.displayP3());
    }

    @Test
    void aDamagedProfileIsNone() throws ImageException {
        assertThat(Headers.of(withChunk(PICTURE, "iCCP", bytes('n', 0, 0, 1, 2, 3)))
                        .profile())
                .isEmpty();
        assertThat(Headers.of(withChunk(PICTURE, "iCCP", bytes('n', 0))).profile())
                .isEmpty();
        assertThat(Headers.of(withChunk(PICTURE, "iCCP", new byte[0])).profile())
                .isEmpty();
        byte[] half = iccp(Profiles.displayP3());
        assertThat(Headers.of(withChunk(PICTURE, "iCCP", Arrays.copyOf(half, half.length / 2)))
                        .profile())
                .isEmpty();
    }

    @Test
    void brokenHeadersAreRefused() {
        refused(patched(PICTURE, 16, 0, 0, 0, 0), "The PNG is damaged: its size is 0x30.");
        refused(patched(PICTURE, 16, 0xff, 0xff, 0xff, 0xff), "The PNG is damaged: its size is 4294967295x30.");
        refused(patched(PICTURE, BITS_AT, 3), "The PNG is damaged: a PNG has no colour type 2 of 3 bits.");
        refused(patched(PICTURE, COLOR_TYPE_AT, 5), "The PNG is damaged: a PNG has no colour type 5 of 8 bits.");
        refused(patched(PICTURE, 12, 'I', 'D'), "The PNG is damaged: it does not begin with its header.");
        refused(Arrays.copyOf(PICTURE, 20), "The PNG is damaged: it ends inside its header.");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Headers.of(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(message);
    }
}
