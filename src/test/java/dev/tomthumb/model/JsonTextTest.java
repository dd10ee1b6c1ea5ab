package dev.tomthumb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static String written(Object value) {
        return JsonText.of(value);
    }

    @Test
    void valuesOfEveryKind() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", "cat");
        all.put("whole", 7);
        all.put("long", 1L << 40);
        all.put("share", 0.25);
        all.put("yes", true);
        all.put("list", List.of("a", List.of(), Map.of()));
        assertThat(written(all))
                .isEqualTo("{\"text\":\"cat\",\"whole\":7,\"long\":1099511627776,\"share\":0.25,\"yes\":true,"
                        + "\"list\":[\"a\",[],{}]}");
    }

    @Test
    void whatWouldEndATextOrMeansSomethingToAPageIsEscaped() {
        assertThat(written("a\"b\\c\n\r\t\0\u001f\u007f")).isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001f\\u007f\"");
        assertThat(written("</script>&\u2028\u2029")).isEqualTo("\"\\u003c/script\\u003e\\u0026\\u2028\\u2029\"");
        assertThat(written("Zo\u00eb \ud83d\ude00")).isEqualTo("\"Zo\u00eb \ud83d\ude00\"");
        assertThat(written("\ud83d!\ude00")).isEqualTo("\"\ufffd!\ufffd\"");
    }

    @Test
    void whatJsonHasNotIsRefused() {
        for (Object none : List.of(Double.NaN, Double.POSITIVE_INFINITY, 'c', new Object())) {
            assertThatThrownBy(() -> JsonText.of(none)).isInstanceOf(IllegalArgumentException.class);
        }
        Object deep = "";
        for (int i = 0; i < 200; i++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;
        assertThatThrownBy(() -> JsonText.of(tooDeep)).hasMessageContaining("deeper than 100");
    }

    /** Outside of escapes there is nothing but printable text, and the text ends where it should. */
    @Property
    void noTextBreaksOut(@ForAll String text) {
        String inside = written(text);
        assertThat(inside.substring(1, inside.length() - 1).replaceAll("\\\\(u[0-9a-f]{4}|[\"\\\\nrt])", ""))
                .doesNotContain("\"", "\\", "<", "\n", "\u0000");
    }
}
