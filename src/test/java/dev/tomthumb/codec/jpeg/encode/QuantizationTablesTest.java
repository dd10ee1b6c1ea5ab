package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.JpegCoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizationTablesTest {
    private static QuantizationTables tables(int quality) {
        return new QuantizationTables(quality, JpegCoding.DEFAULT);
    }

    /** {@code jpeg_quality_scaling} of libjpeg, by hand: the first and the last step of each table. */
    @ParameterizedTest
    @CsvSource({
        "1, 255, 255, 255, 255",
        "10, 80, 255, 85, 255",
        "25, 32, 198, 34, 198",
        "49, 16, 101, 17, 101",
        "50, 16, 99, 17, 99",
        "75, 8, 50, 9, 50",
        "80, 6, 40, 7, 40",
        "95, 2, 10, 2, 10",
        "100, 1, 1, 1, 1"
    })
    void stepsAreThoseOfLibjpeg(int quality, int luma, int lastLuma, int chroma, int lastChroma) {
        int[] y = tables(quality).luma();
        int[] c = tables(quality).chroma();
        assertThat(new int[] {y[0], y[63], c[0], c[63]}).containsExactly(luma, lastLuma, chroma, lastChroma);
    }

    @Test
    void rowsAreRowsOfTheStandard() {
        assertThat(tables(50).luma()).startsWith(16, 11, 10, 16, 24, 40, 51, 61, 12);
        assertThat(tables(50).chroma()).startsWith(17, 18, 24, 47, 99, 99, 99, 99, 18);
    }
}
