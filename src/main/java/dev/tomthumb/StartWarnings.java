package dev.tomthumb;

import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.WarmSettings;
import dev.tomthumb.model.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator has set and what has no effect on this machine: nothing is wrong, but he thinks that it works. */
final class StartWarnings {
    private static final Map<Setting<Boolean>, ImageFormat> SWITCHES = Map.of(
            SettingTable.AUTO_WEBP, ImageFormat.WEBP,
            SettingTable.ENFORCE_WEBP, ImageFormat.WEBP,
            AnswerSettings.AUTO_AVIF, ImageFormat.AVIF,
            AnswerSettings.ENFORCE_AVIF, ImageFormat.AVIF,
            AnswerSettings.AUTO_JXL, ImageFormat.JXL,
            AnswerSettings.ENFORCE_JXL, ImageFormat.JXL);

    private final Settings settings;
    private final Set<ImageFormat> writable;
    private final List<String> sentences = new ArrayList<>();

    private StartWarnings(Settings settings, Set<ImageFormat> writable) {
        this.settings = settings;
        this.writable = writable;
    }

    /** @param writable the formats that this installation writes */
    static List<String> of(Settings settings, Set<ImageFormat> writable) {
        StartWarnings warnings = new StartWarnings(settings, writable);
        warnings.switches();
        warnings.preferred();
        warnings.directory(SettingTable.LOCAL_ROOT, "no original is found in it");
        warnings.directory(WarmSettings.LOG_DIR, "no log can be replayed from it");
        return List.copyOf(warnings.sentences);
    }

    private void switches() {
        SWITCHES.entrySet().stream()
                .filter(entry -> settings.get(entry.getKey()) && !writable.contains(entry.getValue()))
                .sorted(Map.Entry.comparingByKey((one, other) -> one.name().compareTo(other.name())))
                .forEach(entry -> hasNoEffect(entry.getKey(), Set.of(entry.getValue())));
    }

    private void preferred() {
        Set<ImageFormat> lacking = settings.get(SettingTable.PREFERRED_FORMATS).stream()
                .filter(format -> !writable.contains(format))
                .collect(Collectors.toUnmodifiableSet());
        if (!lacking.isEmpty()) {
            hasNoEffect(SettingTable.PREFERRED_FORMATS, lacking);
        }
    }

    private void hasNoEffect(Setting<?> setting, Set<ImageFormat> formats) {
        String names = formats.stream().map(ImageFormat::token).sorted().collect(Collectors.joining(" and "));
        sentences.add(setting.name() + " (" + settings.origin(setting) + ") has no effect as to " + names
                + ", which cannot be written here; AVIF and JPEG XL need a libvips that can ("
                + SettingTable.LIBVIPS.name()
                + ").");
    }

    private void directory(Setting<Optional<Path>> setting, String effect) {
        settings.get(setting)
                .filter(path -> !Files.isDirectory(path))
                .ifPresent(path -> sentences.add(setting.name()
                        + " (" + settings.origin(setting) + ") is " + path
                        + ", which is no directory that can be read here: " + effect + " until it is there."));
    }
}
