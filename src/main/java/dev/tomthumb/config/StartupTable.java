package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The table in the log that answers "which settings is it running with, and where do they come from?". */
final class StartupTable {
    private static final int WIDEST_VALUE = 60;
    private static final int LONGEST_VALUE = 500;

    private StartupTable() {}

    /** Every setting that has a value, in the order of the page; secrets masked. */
    static List<Settings.Shown> rows(Map<Setting<?>, Settings.Value> values) {
        List<Settings.Shown> rows = new ArrayList<>();
        for (Setting<?> setting : shownSettings(values)) {
            Settings.Value value = values.get(setting);
            if (value != null) {
                rows.add(new Settings.Shown(setting, shown(setting, value), value.origin(), value.set()));
            }
        }
        return rows;
    }

    static String of(Map<Setting<?>, Settings.Value> values) {
        List<Row> rows = rows(values).stream()
                .map(row -> new Row(row.setting().name(), row.text(), row.origin()))
                .toList();
        int names = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        int texts = Math.min(
                WIDEST_VALUE,
                rows.stream().mapToInt(row -> row.value.length()).max().orElse(0));
        StringBuilder table = new StringBuilder();
        for (Row row : rows) {
            table.append(padded(row.name, names))
                    .append("  ")
                    .append(padded(row.value, texts))
                    .append("  ")
                    .append(row.origin)
                    .append('\n');
        }
        return table.toString();
    }

    /** The table's, then what names of the operator's own have added. */
    private static List<Setting<?>> shownSettings(Map<Setting<?>, Settings.Value> values) {
        List<Setting<?>> shown = new ArrayList<>(SettingTable.all());
        values.keySet().stream()
                .filter(setting -> !shown.contains(setting))
                .sorted(Comparator.comparing(Setting::name))
                .forEach(shown::add);
        return shown;
    }

    private record Row(String name, String value, String origin) {}

    private static String shown(Setting<?> setting, Settings.Value value) {
        if (value.text().isEmpty()) {
            return "not set";
        }
        return setting.secret() ? Secret.MASK : cut(value.text().replaceAll("\\p{Cntrl}+", "; "));
    }

    /** A picture as base64 text is of no use here. */
    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
