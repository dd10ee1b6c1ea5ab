package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console's pages say, read by another reader of JSON's than the browser's. */
final class ConsolePagesTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>\"'\\  &lt;\uD83D\uDE00";

    @TempDir
    private Path state;

    private Tomthumb open(Map<String, String> settings) throws Exception {
        return Tomthumb.open(
                SettingsLoader.load(SettingTexts.ofProperties(settings), new Installation(true, 2, 256_000_000, state)),
                new Site("shop", true, Map.of()));
    }

    @Test
    void anybodysTextComesThroughAsItIs() throws Exception {
        try (Tomthumb tomthumb = open(Map.of())) {
            TopLists lists = new TopLists(tomthumb::now);
            lists.refused(
                    HOSTILE,
                    Problem.BAD_OPTION,
                    "It takes no " + HOSTILE,
                    new Answer("query", ResultType.ERROR, 400, 1, 0, Duration.ZERO));
            JSONObject data =
                    new JSONObject(new ConsoleData(tomthumb, new Metrics(), lists, new WarmPage(tomthumb)).text());

            JSONObject refusal = data.getJSONArray("refusals").getJSONObject(0);
            assertThat(refusal.getString("asked")).isEqualTo(HOSTILE);
            assertThat(refusal.getString("sentence")).isEqualTo("It takes no " + HOSTILE);
            assertThat(refusal.getString("code")).isEqualTo("bad-option");
            assertThat(data.getString("context")).isEqualTo("shop");
            assertThat(data.getJSONObject("warming").getBoolean("working")).isFalse();
            assertThat(data.getJSONObject("limits").getLong("renderMemory")).isPositive();
        }
    }

    @Test
    void settingsSayWhoSaidThemAndNoSecret() throws Exception {
        String token = "a-token-of-20-letters";
        try (Tomthumb tomthumb = open(Map.of("tomthumb.ops.token", token, "tomthumb.quality", "77"))) {
            String text = SettingList.text(tomthumb.settings());
            assertThat(text).doesNotContain(token);
            Map<String, JSONObject> rows = new LinkedHashMap<>();
            JSONArray all = new JSONObject(text).getJSONArray("settings");
            all.forEach(row -> rows.put(((JSONObject) row).getString("name"), (JSONObject) row));

            assertThat(rows).hasSize(SettingTable.all().size());
            assertThat(rows.get("tomthumb.ops.token").getString("value")).isEqualTo("****");
            assertThat(rows.get("tomthumb.quality").getString("value")).isEqualTo("77");
            assertThat(rows.get("tomthumb.quality").getString("origin")).isEqualTo("system property");
            assertThat(rows.get("tomthumb.ops.role").getString("value")).isEqualTo("not set");
            assertThat(rows.get("tomthumb.ops.role").getString("group")).isEqualTo("Console");
            assertThat(rows.get("tomthumb.ops.role").getBoolean("set")).isFalse();
        }
    }

    @Test
    void aTagIsNeitherMarkupNorExpression() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("w", "320");
        parameters.put("watermark_text", "\"><script>${x} #{y} &");
        assertThat(TrialPage.tag("/photos/${cat}\".jpg", parameters))
                .isEqualTo("<t:img src=\"/photos/\\${cat}&quot;.jpg\" width=\"320\""
                        + " watermark_text=\"&quot;&gt;&lt;script&gt;\\${x} \\#{y} &amp;\" alt=\"\"/>");
    }
}
