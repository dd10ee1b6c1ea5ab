package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.HeifParts.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.HeifParts.Bits;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JxlHeaderTest {
    private static final byte[] CONTAINER =
            join(bytes(0, 0, 0, 12), ascii("JXL \r\n\u0087\n"), box("ftyp", ascii("jxl "), new byte[4], ascii("jxl ")));

    @Test
    void aFileOfALibraryIsRead() throws ImageException {
        ImageHeader header = Headers.of(HeifParts.probe("jxl"));
        assertThat(header.format()).isEqualTo(ImageFormat.JXL);
        assertThat(header.size()).isEqualTo(new Size(64, 64));
        assertThat(header.alpha()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 800, 800x800",
        "2, 1000, 1200x1000",
        "3, 600, 800x600",
        "4, 400, 600x400",
        "5, 900, 1600x900",
        "6, 400, 500x400",
        "7, 300, 600x300"
    })
    void commonAspectRatiosHaveAShortForm(int ratio, int height, String size) throws ImageException {
        Bits bits =
                start().put(0, 1).put(1, 2).put(height - 1, 13).put(ratio, 3).put(1, 1);
        assertThat(of(bits).size()).hasToString(size);
    }

    @Test
    void smallAndLargeSidesAreRead() throws ImageException {
        assertThat(of(start().put(1, 1).put(4, 5).put(0, 3).put(9, 5).put(1, 1)).size())
                .hasToString("80x40");
        Bits large = start().put(0, 1)
                .put(3, 2)
                .put(69_999, 30)
                .put(0, 3)
                .put(2, 2)
                .put(199_999, 18)
                .put(1, 1);
        assertThat(of(large).size()).hasToString("200000x70000");
    }

    @ParameterizedTest
    @CsvSource({"1, 40x30", "4, 40x30", "5, 30x40", "8, 30x40"})
    void theSizeIsTheOneAfterTurning(int orientation, String size) throws ImageException {
        Bits bits = sized().put(0, 1).put(1, 1).put(orientation - 1, 3).put(0, 3);
        ImageHeader header = of(noChannels(bits));
        assertThat(header.size()).hasToString(size);
        assertThat(header.orientation()).isEqualTo(1);
    }

    @Test
    void previewAndAnimationAreSkipped() throws ImageException {
        Bits bits = sized().put(0, 1).put(1, 1).put(0, 3);
        bits.put(1, 1).put(1, 1).put(0, 5).put(0, 3).put(0, 5);
        bits.put(1, 1).put(0, 1).put(3, 2).put(5, 12).put(0, 3).put(2, 2).put(5, 10);
        bits.put(1, 1).put(2, 2).put(24, 10).put(0, 2).put(1, 2).put(5, 3).put(0, 1);
        bits.put(0, 1).put(1, 2).put(1, 1).put(1, 2).put(1, 1);
        ImageHeader header = of(bits);
        assertThat(header.bitsPerSample()).isEqualTo(10);
        assertThat(header.alpha()).isTrue();
    }

    @Test
    void alphaIsAnExtraChannelOfThatType() throws ImageException {
        assertThat(of(noChannels(sized().put(0, 1).put(0, 1))).alpha()).isFalse();
        Bits depth = sized().put(0, 1).put(0, 1).put(0, 1).put(0, 2).put(1, 1).put(1, 2);
        depth.put(0, 1)
                .put(1, 2)
                .put(0, 1)
                .put(0, 2)
                .put(0, 2)
                .put(1, 2)
                .put(3, 4)
                .put(0, 24);
        assertThat(of(depth).alpha()).isFalse();
        Bits both = sized().put(0, 1)
                .put(0, 1)
                .put(0, 1)
                .put(0, 2)
                .put(1, 1)
                .put(2, 2)
                .put(0, 4);
        both.put(0, 1)
                .put(2, 2)
                .put(0, 4)
                .put(0, 1)
                .put(0, 2)
                .put(0, 2)
                .put(1, 2)
                .put(3, 4)
                .put(0, 24)
                .put(0, 64);
        both.put(0, 1).put(0, 2).put(0, 1).put(0, 2).put(0, 2).put(0, 2).put(0, 1);
        assertThat(of(both).alpha()).isTrue();
    }

    @Test
    void floatingPointIsRefusedByName() {
        ImageException refusal = catchThrowableOfType(
                ImageException.class, () -> of(sized().put(0, 1).put(0, 1).put(1, 1)));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
        assertThat(refusal).hasMessageStartingWith("The original is a JPEG XL with samples of floating point;");
    }

    @Test
    void aContainerIsReadToItsPicture() throws ImageException {
        byte[] picture = sized().put(1, 1).toBytes();
        assertThat(Headers.of(join(CONTAINER, box("Exif", new byte[30]), box("jxlc", picture)))
                        .size())
                .hasToString("40x30");
        assertThat(Headers.of(join(CONTAINER, box("jxlp", new byte[4], picture)))
                        .size())
                .hasToString("40x30");
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> Headers.of(CONTAINER));
        assertThat(refusal).hasMessage("The JPEG XL is damaged: it has no picture.");
    }

    private static Bits start() {
        return new Bits(false).put(0xff, 8).put(0x0a, 8);
    }

    /** 40 x 30. */
    private static Bits sized() {
        return start().put(0, 1).put(0, 2).put(29, 9).put(0, 3).put(0, 2).put(39, 9);
    }

    private static Bits noChannels(Bits bits) {
        return bits.put(0, 1).put(0, 2).put(1, 1).put(0, 2);
    }

    private static ImageHeader of(Bits bits) throws ImageException {
        return Headers.of(bits.put(0, 32).toBytes());
    }
}
