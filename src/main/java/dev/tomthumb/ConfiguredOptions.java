package dev.tomthumb;

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
     * @param sources reads the sources that presets name
     * @throws IllegalStateException naming the setting, the preset and the option
     */
    OptionRules rules(SourceReader sources) {
        OptionRules open = new OptionRules(
                allowed(),
                settings.get(SettingTable.IMG_ALLOW_SECURITY_OPTIONS),
                settings.get(SettingTable.IMG_ALLOW_BYPASS_CACHE),
                Presets.NONE,
                settings.get(SettingTable.IMG_MAX_CHAINED_PIPELINES));
        try {
            Presets presets = Presets.of(definitions(), settings.get(SettingTable.IMG_ARGUMENTS_SEPARATOR));
            presets.tried(open, sources).forEach(warning -> LOG.log(Level.WARNING, warning));
            return open.withPresets(presets);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(SettingTable.IMG_PRESETS.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    private Set<String> allowed() {
        List<String> names = settings.get(SettingTable.IMG_ALLOWED_OPTIONS);
        for (String name : names) {
            if (OptionTable.standard().find(name).isEmpty()) {
                throw new IllegalStateException(SettingTable.IMG_ALLOWED_OPTIONS.name() + ": there is no option \""
                        + name + "\"; docs/options.md lists all of them.");
            }
        }
        return Set.copyOf(names);
    }

    /** Those of the setting, then those of the file, which replace them. */
    private List<String> definitions() {
        Pattern separator = Pattern.compile(Pattern.quote(settings.get(SettingTable.IMG_PRESETS_SEPARATOR)));
        List<String> definitions = new ArrayList<>();
        separator.splitAsStream(settings.get(SettingTable.IMG_PRESETS)).forEach(definitions::add);
        Optional<Path> file = settings.get(SettingTable.IMG_PRESETS_PATH);
        if (file.isPresent()) {
            definitions.addAll(lines(file.get()));
        }
        return definitions.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    SettingTable.IMG_PRESETS_PATH.name() + ": the file " + file + " cannot be read.", e);
        }
    }
}
