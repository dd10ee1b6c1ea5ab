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
        // source, alpha, background set -> output
        "JPEG, false, false, JPEG",
        "PNG,  true,  false, PNG",
        "PNG,  false, false, PNG",
        "PNG,  true,  true,  PNG",
        "GIF,  false, false, GIF",
        "WEBP, true,  false, PNG",
        "WEBP, true,  true,  JPEG",
        "WEBP, false, false, JPEG",
        "BMP,  false, false, JPEG",
        "BMP,  true,  false, PNG",
        "TIFF, true,  false, PNG",
        "TIFF, false, true,  JPEG",
    })
    void theUsualThreeStayAndTheOthersBecomePngIfSomethingShinesThrough(
            ImageFormat source, boolean alpha, boolean background, ImageFormat output) {
        assertThat(OutputFormats.DEFAULT.forSource(source, alpha, background)).isEqualTo(output);
    }

    @Test
    void whereNoPreferredFormatKnowsTransparencyTheFirstIsTaken() {
        OutputFormats onlyJpeg = new OutputFormats(List.of(ImageFormat.JPEG));

        assertThat(onlyJpeg.forSource(ImageFormat.PNG, true, false)).isEqualTo(ImageFormat.JPEG);
    }

    @ParameterizedTest
    @CsvSource({"JPEG, , 80", "WEBP, , 79", "AVIF, , 63", "JPEG, 55, 55", "WEBP, 100, 100"})
    void qualityIsWhatWasAskedElseTheFormatsElseTheStandard(ImageFormat format, Integer asked, int quality) {
        OptionalInt wish = asked == null ? OptionalInt.empty() : OptionalInt.of(asked);

        assertThat(Qualities.DEFAULT.quality(wish, format)).isEqualTo(quality);
    }
}
