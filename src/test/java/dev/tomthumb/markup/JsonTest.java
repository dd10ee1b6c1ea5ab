package dev.tomthumb.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void everyKindOfValueIsRead() {
        Map<String, Object> read = Json.object(
                " { \"a\" : -0.5e+1 , \"b\":[true,false,null,[ ],{ }] ,\"c\":{\"d\":\"\"} , \"e\":0 }\r\n\t");

        assertThat(read)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a",
                        new BigDecimal("-0.5e+1"),
                        "b",
                        List.of(true, false, "null", List.of(), Map.of()),
                        "c",
                        Map.of("d", ""),
                        "e",
                        BigDecimal.ZERO));
        assertThat(Json.object("{}")).isEmpty();
    }

    @Test
    void everyEscapeIsRead() {
        assertThat(Json.object("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00 \u007f\"}"))
                .containsEntry("a", "\"\\/\b\f\n\r\t\u00e9\ud83d\ude00 \u007f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"a\"",
                "{",
                "{}x",
                "{\"a\":1,}",
                "{,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":[1,]}",
                "{\"a\":[,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":\"\\q\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\U0041\"}",
                "{\"a\":\"\\u+12f\"}",
                "{\"a\":\"\\u-12f\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12 4\"}",
                "{\"a\":\"\\u\uff11234\"}",
                "{\"a\":\"\\",
                "{\"a\":\"\\u",
                "{\"a\":\"tab\there\"}",
                "{\"a\":\"line\nhere\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\nb\":1}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":\u0661}",
                "{\"a\":1\u00a0}",
                "\ufeff{}",
                "{\"a\":1}//",
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void depthAndLengthAreLimited() {
        assertThatThrownBy(() -> Json.object("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"))
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> Json.object("{\"a\":\"" + "a".repeat(1 << 16) + "\"}"))
                .hasMessageContaining("characters");
    }

    @Property
    void nothingButIllegalArgumentsComeOfStrangeText(@ForAll @StringLength(max = 40) String text) {
        try {
            assertThat(Json.object("{\"a\":" + text)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
