package dev.tomthumb;

import dev.tomthumb.config.InfoSettings;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.SourceReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the settings say about options, tried once at the start: a mistake in them is no visitor's. */
final class ConfiguredOptions {
    private static final Logger LOG = System.getLogger(ConfiguredOptions.class.getName());

    private final Settings settings;

    ConfiguredOptions(Settings settings) {
        this.settings = settings;
    }

    /**
     * The rules of the info endpoint.
     *
     * @param pictures the rules of pictures
     * @param sources reads the sources that presets name
     * @throws IllegalStateException naming the setting, the preset and the option
     */
    OptionRules ofInfo(OptionRules pictures, SourceReader sources) {
        OptionRules open =
                pictures.ofInfo(allowed(InfoSettings.IMG_ALLOWED_INFO_OPTIONS, OptionTable.info()), Presets.NONE);
        List<String> definitions = definitions(InfoSettings.IMG_INFO_PRESETS, InfoSettings.IMG_INFO_PRESETS_PATH);
        return tried(open, definitions, OptionTable.info(), sources, InfoSettings.IMG_INFO_PRESETS);
    }

    /**
     * @param sources reads the sources that presets name
     * @throws IllegalStateException naming the setting, the preset and the option
     */
    OptionRules rules(SourceReader sources) {
        OptionRules open = new OptionRules(
                allowed(SettingTable.IMG_ALLOWED_OPTIONS, OptionTable.standard()),
                settings.get(SettingTable.IMG_ALLOW_SECURITY_OPTIONS),
                settings.get(SettingTable.IMG_ALLOW_BYPASS_CACHE),
                Presets.NONE,
                settings.get(SettingTable.IMG_MAX_CHAINED_PIPELINES));
        List<String> definitions = definitions(SettingTable.IMG_PRESETS, SettingTable.IMG_PRESETS_PATH);
        return tried(open, definitions, OptionTable.standard(), sources, SettingTable.IMG_PRESETS);
    }

    private OptionRules tried(
            OptionRules open, List<String> definitions, OptionTable table, SourceReader sources, Setting<?> setting) {
        try {
            Presets presets = Presets.of(definitions, settings.get(SettingTable.IMG_ARGUMENTS_SEPARATOR), table);
            presets.tried(open, sources).forEach(warning -> LOG.log(Level.WARNING, warning));
            return open.withPresets(presets);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(setting.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    private Set<String> allowed(Setting<List<String>> setting, OptionTable table) {
        List<String> names = settings.get(setting);
        for (String name : names) {
            if (table.find(name).isEmpty()) {
                throw new IllegalStateException(setting.name() + ": there is no option \"" + name + "\"; "
                        + table.page() + " lists all of them.");
            }
        }
        return Set.copyOf(names);
    }

    /** Those of the setting, then those of the file, which replace them. */
    private List<String> definitions(Setting<String> setting, Setting<Optional<Path>> path) {
        Pattern separator = Pattern.compile(Pattern.quote(settings.get(SettingTable.IMG_PRESETS_SEPARATOR)));
        List<String> definitions = new ArrayList<>();
        separator.splitAsStream(settings.get(setting)).forEach(definitions::add);
        Optional<Path> file = settings.get(path);
        if (file.isPresent()) {
            definitions.addAll(lines(path, file.get()));
        }
        return definitions.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> lines(Setting<?> setting, Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(setting.name() + ": the file " + file + " cannot be read.", e);
        }
    }
}
