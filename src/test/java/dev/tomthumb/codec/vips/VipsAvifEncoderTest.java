package dev.tomthumb.codec.vips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Subsampling;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import org.junit.jupiter.api.Test;

class VipsAvifEncoderTest extends VipsEncoderContract {
    @Override
    ImageFormat format() {
        return ImageFormat.AVIF;
    }

    @Test
    void coloursAreSubsampledBelow90UnlessToldOtherwise() throws ImageException {
        assertThat(chroma(80, Subsampling.AUTO)).isEqualTo(SUBSAMPLED);
        assertThat(chroma(80, Subsampling.OFF)).isEqualTo(FULL);
        assertThat(chroma(95, Subsampling.AUTO)).isEqualTo(FULL);
        assertThat(chroma(95, Subsampling.ON)).isEqualTo(SUBSAMPLED);
    }

    private static final int FULL = 0;
    private static final int SUBSAMPLED = 0x0c;

    /** chroma_subsampling_x and _y in the box av1C (AV1 Codec ISO Media File Format Binding, section 2.3.3). */
    private int chroma(int quality, Subsampling subsampling) throws ImageException {
        Pixels picture = Pictures.waves(Layout.RGB, 64, 48);
        byte[] file = encoder().encode(picture, Encoding.of(quality).withSubsampling(subsampling));
        for (int i = 0; i + 8 < file.length; i++) {
            if (file[i] == 'a' && file[i + 1] == 'v' && file[i + 2] == '1' && file[i + 3] == 'C') {
                return file[i + 6] & SUBSAMPLED;
            }
        }
        throw new AssertionError("no box av1C");
    }
}
