package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFormatsTest {

    @ParameterizedTest
    @CsvSource({
        // source, transparent -> output
        "JPEG, false, JPEG",
        "JPEG, true,  JPEG",
        "PNG,  true,  PNG",
        "PNG,  false, PNG",
        "GIF,  false, GIF",
        "WEBP, true,  PNG",
        "WEBP, false, JPEG",
        "BMP,  false, JPEG",
        "BMP,  true,  PNG",
        "TIFF, true,  PNG",
        "TIFF, false, JPEG",
    })
    void theUsualThreeStayAndTheOthersBecomePngIfSomethingShinesThrough(
            ImageFormat source, boolean transparent, ImageFormat output) {
        assertThat(OutputFormats.DEFAULT.forSource(source, transparent)).isEqualTo(output);
    }

    @Test
    void whereNoPreferredFormatKnowsTransparencyTheFirstIsTaken() {
        OutputFormats onlyJpeg = new OutputFormats(List.of(ImageFormat.JPEG));

        assertThat(onlyJpeg.forSource(ImageFormat.PNG, true)).isEqualTo(ImageFormat.JPEG);
    }

    @ParameterizedTest
    @CsvSource({"JPEG, , 80", "WEBP, , 79", "AVIF, , 63", "JPEG, 55, 55", "WEBP, 100, 100"})
    void qualityIsWhatWasAskedElseTheFormatsElseTheStandard(ImageFormat format, Integer asked, int quality) {
        OptionalInt wish = asked == null ? OptionalInt.empty() : OptionalInt.of(asked);

        assertThat(Qualities.DEFAULT.quality(wish, format)).isEqualTo(quality);
    }
}
