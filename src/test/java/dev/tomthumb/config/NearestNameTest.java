package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("width", "height", "quality", "gravity", "background", "w", "h");

    @ParameterizedTest
    @CsvSource({
        "widht, width",
        "Width, width",
        "heigth, height",
        "qualtiy, quality",
        "backgroud, background",
        "hight, height"
    })
    void aTypingMistakeFindsTheNameThatWasMeant(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"watermark", "z", "''"})
    void aWordThatResemblesNothingFindsNothing(String written) {
        assertThat(NearestName.of(written, KNOWN)).isEmpty();
    }

    @Test
    void ofAShortWordOneLetterMayBeWrong() {
        assertThat(NearestName.of("dpi", List.of("dpr"))).contains("dpr");
        assertThat(NearestName.of("fp", List.of("dpr"))).isEmpty();
    }

    @Test
    void aVeryLongWordIsNotCompared() {
        assertThat(NearestName.of("width".repeat(100), List.of("width".repeat(100))))
                .isEmpty();
    }

    @Test
    void distanceCountsInsertionsDeletionsAndReplacements() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("abc", "abc")).isZero();
    }
}
