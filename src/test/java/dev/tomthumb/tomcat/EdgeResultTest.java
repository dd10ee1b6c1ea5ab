package dev.tomthumb.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EdgeResultTest {
    /** The words of CloudFront's guide, standard log fields. */
    private static final Set<String> TYPES =
            Set.of("Hit", "RefreshHit", "Miss", "LimitExceeded", "CapacityExceeded", "Error", "Redirect");

    private static final Set<String> DETAILS = Set.of(
            "AbortedOrigin",
            "ClientCommError",
            "InvalidRequest",
            "InvalidRequestBlocked",
            "InvalidRequestCertificate",
            "InvalidRequestHeader",
            "InvalidRequestMethod",
            "OriginCommError",
            "OriginConnectError",
            "OriginContentRangeLengthError",
            "OriginDnsError",
            "OriginError",
            "OriginHeaderTooBigError",
            "OriginInvalidResponseError",
            "OriginReadError",
            "OriginWriteError",
            "OriginZeroSizeObjectError",
            "SlowReaderOriginError");

    @ParameterizedTest
    @CsvSource({
        "Hit, , 200, Hit, Hit",
        "Hit, , 304, Hit, Hit",
        "RefreshHit, , 200, RefreshHit, RefreshHit",
        "StaleHit, , 200, Hit, Hit",
        "Miss, , 200, Miss, Miss",
        "Bypass, , 200, Miss, Miss",
        "Error, original-missing, 404, Error, Error",
        "Error, bad-option, 400, Error, InvalidRequest",
        "Error, overloaded, 503, CapacityExceeded, CapacityExceeded",
        ", , 200, Miss, Miss",
        ", , 302, Redirect, Redirect",
        ", , 404, Error, Error",
        ", , 304, Miss, Miss"
    })
    void isCalledAsCloudFrontWould(String result, String problem, int status, String type, String detailed) {
        assertThat(EdgeResult.of(result, problem, status, false)).isEqualTo(new EdgeResult(type, detailed));
    }

    @Test
    void whoLeavesBeforeTheEndMakesAnError() {
        assertThat(EdgeResult.of("Hit", null, 200, true)).isEqualTo(new EdgeResult("Error", "ClientCommError"));
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void noOtherWordsAreUsed(Problem problem) {
        EdgeResult result = EdgeResult.of(ResultType.ERROR.word(), problem.code(), problem.status(), false);
        assertThat(TYPES).contains(result.type());
        assertThat(result.detailed())
                .satisfiesAnyOf(
                        word -> assertThat(TYPES).contains(word),
                        word -> assertThat(DETAILS).contains(word));
    }

    @ParameterizedTest
    @EnumSource(ResultType.class)
    void everyResultHasAWord(ResultType result) {
        assertThat(TYPES)
                .contains(EdgeResult.of(result.word(), null, 200, false).type());
    }
}
