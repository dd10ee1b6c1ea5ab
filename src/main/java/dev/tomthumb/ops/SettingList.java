package dev.tomthumb.ops;

import dev.tomthumb.config.Setting;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings in force, who said them, and what they decide; secrets masked. */
final class SettingList {
    /** Of settings that names of the operator's own have added. */
    private static final String OTHERS = "Further S3 servers";

    private SettingList() {}

    /** JSON. */
    static String text(Settings settings) {
        Map<Setting<?>, String> titles = new HashMap<>();
        SettingTable.groups().forEach(group -> group.settings().forEach(setting -> titles.put(setting, group.title())));
        List<Object> rows = new ArrayList<>();
        for (Settings.Shown shown : settings.shown()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("group", titles.getOrDefault(shown.setting(), OTHERS));
            row.put("name", shown.setting().name());
            row.put("value", shown.text());
            row.put("origin", shown.origin());
            row.put("set", shown.set());
            row.put("sentence", shown.setting().sentence());
            rows.add(row);
        }
        return Json.text(Map.of("settings", rows, "warnings", settings.warnings()));
    }
}
