package dev.tomthumb.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldTextTest {
    @Test
    void aFieldWithoutAValueIsAHyphen() {
        assertThat(FieldText.of(null)).isEqualTo("-");
        assertThat(FieldText.of("")).isEqualTo("-");
        assertThat(FieldText.ofUrl(null)).isEqualTo("-");
    }

    @Test
    void whatCloudFrontEncodesIsEncoded() {
        assertThat(FieldText.of("Mozilla/5.0 (X11; Linux)")).isEqualTo("Mozilla/5.0%20(X11;%20Linux)");
        assertThat(FieldText.of("a\tb\r\nc")).isEqualTo("a%09b%0D%0Ac");
        assertThat(FieldText.of("<>\"#%{}|\\^~[]`'")).isEqualTo("%3C%3E%22%23%25%7B%7D%7C%5C%5E%7E%5B%5D%60%27");
        assertThat(FieldText.of("é\u2028\u007F")).isEqualTo("%C3%A9%E2%80%A8%7F");
        assertThat(FieldText.of("!$&()*+,-./09:;=?@AZ_az")).isEqualTo("!$&()*+,-./09:;=?@AZ_az");
    }

    @Test
    void whatIsEncodedInAUrlIsNotEncodedAgain() {
        assertThat(FieldText.ofUrl("/a%20b/사.jpg")).isEqualTo("/a%20b/%EC%82%AC.jpg");
    }

    @Property(tries = 300)
    void noValueEndsAFieldOrALine(@ForAll String value) {
        assertThat(FieldText.of(value)).matches("[!-~]+");
        assertThat(FieldText.ofUrl(value)).matches("[!-~]+");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "7, 0.007", "1234, 1.234", "60000, 60.000", "-5, 0.000"})
    void secondsHaveThreePlaces(long millis, String text) {
        assertThat(FieldText.seconds(millis)).isEqualTo(text);
    }
}
