package dev.tomthumb.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.Visibility;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginHeadersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "absent                       | PUBLIC",
                "''                           | PUBLIC",
                "max-age=60, public           | PUBLIC",
                "no-cache                     | PUBLIC",
                "private                      | PRIVATE",
                "max-age=60,PRIVATE           | PRIVATE",
                "private=\"set-cookie\"       | PRIVATE",
                "public, no-store             | PRIVATE",
                "x-private-ish, max-age=1     | PUBLIC"
            })
    void theOriginSaysWhoMayKeepACopy(String cacheControl, Visibility expected) {
        assertThat(OriginHeaders.visibility(Optional.ofNullable(cacheControl))).isEqualTo(expected);
    }
}
