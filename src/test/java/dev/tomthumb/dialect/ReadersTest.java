package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadersTest {
    private static final Reader<Integer> PERCENT = Readers.whole(0, 100);

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "+7, 7", "100, 100", "00000000000000000000000000007, 7", "-000, 0"})
    void wholeNumbersMayHaveASignAndZeros(String text, int value) {
        assertThat(PERCENT.read(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "-", "-1", "101", "1.0", "1e2", " 1", "0x1", "NaN", "１", "9999999999999999999999999999"
            })
    void whatIsNoWholeNumberOfTheRangeIsNotAccepted(String text) {
        assertThat(PERCENT.read(text)).isEmpty();
    }
}
