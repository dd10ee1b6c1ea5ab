package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums of "abc" (RFC 1321, appendix A.5; FIPS 180-4 examples). */
class HashsumsTest {
    @ParameterizedTest
    @CsvSource({
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f"
    })
    void theSumIsThatOfTheSpecification(String algorithm, String sum) {
        byte[] file = FileParts.ascii("abc");
        assertThat(Hashsums.of(algorithm, file)).isEqualTo(sum);
        assertThatCode(() -> Hashsums.require(new Reading.Hashsum(algorithm, sum), file))
                .doesNotThrowAnyException();
        ImageException refusal = catchThrowableOfType(
                ImageException.class,
                () -> Hashsums.require(new Reading.Hashsum(algorithm, sum), FileParts.ascii("abd")));
        assertThat(refusal.problem()).isEqualTo(Problem.NOT_EXPECTED);
        assertThat(refusal)
                .hasMessage("The original is not the expected file: its " + algorithm
                        + " sum is another one than the URL names.");
    }
}
