package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.dialect.OptionTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionListTest {
    private static Map<String, JSONObject> parameters() {
        JSONArray all = new JSONObject(OptionList.text(OptionTable.standard())).getJSONArray("parameters");
        Map<String, JSONObject> byName = new LinkedHashMap<>();
        for (int i = 0; i < all.length(); i++) {
            byName.put(all.getJSONObject(i).getString("name"), all.getJSONObject(i));
        }
        return byName;
    }

    @Test
    void everyParameterOfTheTableIsThereWithItsSentence() {
        List<String> names = OptionTable.standard().options().stream()
                .flatMap(option -> option.parameters().stream())
                .map(parameter -> parameter.name())
                .toList();

        assertThat(parameters().keySet()).containsExactlyElementsOf(names);
        assertThat(parameters().values())
                .allSatisfy(
                        parameter -> assertThat(parameter.getString("sentence")).isNotBlank());
    }

    /** If sentences of the table are worded anew, controls would silently become text fields. */
    @ParameterizedTest
    @CsvSource({
        "w, whole",
        "q, whole",
        "pg, whole",
        "dpr, number",
        "blur, number",
        "contrast, number",
        "watermark_rotate, number",
        "max_bytes, number",
        "fit, words",
        "fm, words",
        "auto, words",
        "rot, words",
        "resizing_algorithm, words",
        "enlarge, flag",
        "strip_metadata, flag",
        "bg, color",
        "crop, text",
        "gravity, text",
        "v, text",
    })
    void itsKindIsThatOfTheTable(String name, String kind) {
        assertThat(parameters().get(name).getString("kind")).isEqualTo(kind);
    }

    @Test
    void rangesAndWordsAreThoseOfTheTable() {
        assertThat(OptionList.kind("a number from -99 to 100"))
                .isEqualTo(Map.of("kind", "number", "min", -99.0, "max", 100.0));
        assertThat(OptionList.kind("a whole number from 1 on")).isEqualTo(Map.of("kind", "whole", "min", 1.0));
        assertThat(parameters().get("fit").getJSONArray("words"))
                .containsExactly("clip", "max", "contain", "crop", "cover", "min", "scale");
        assertThat(parameters().get("w").getDouble("max")).isEqualTo(65_535);
    }
}
