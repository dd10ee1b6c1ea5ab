package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IdentityMemoTest {
    private final IdentityMemo<StringBuilder, String> memo = new IdentityMemo<>(8);
    private final List<StringBuilder> worked = new ArrayList<>();

    private String of(StringBuilder key) {
        return memo.of(key, asked -> {
            worked.add(asked);
            return asked.toString();
        });
    }

    @Test
    void theSameObjectIsWorkedOnOnce() {
        StringBuilder key = new StringBuilder("a");
        assertThat(of(key)).isSameAs(of(key));
        assertThat(worked).hasSize(1);
    }

    @Test
    void moreKeysThanPlacesGetTheirOwnValuesAll() {
        List<StringBuilder> keys = IntStream.range(0, 1000)
                .mapToObj(i -> new StringBuilder().append(i))
                .toList();
        for (int round = 0; round < 2; round++) {
            for (StringBuilder key : keys) {
                assertThat(of(key)).isEqualTo(key.toString());
            }
        }
    }

    @Test
    void aReplacedValueIsTheValueFromThenOn() {
        StringBuilder key = new StringBuilder("a");
        assertThat(of(key)).isEqualTo("a");
        assertThat(memo.replace(key, "b")).isEqualTo("b");
        assertThat(of(key)).isEqualTo("b");
    }

    @Test
    void placesAreAPowerOfTwo() {
        assertThatThrownBy(() -> new IdentityMemo<>(12)).hasMessageContaining("12");
    }
}
