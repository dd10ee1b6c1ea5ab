package dev.tomthumb.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a libvips of the machine is used.
 *
 * @param wanted whether it is looked for at all
 * @param file the shared object; empty = where the system keeps it
 */
public record Libvips(boolean wanted, Optional<Path> file) {
    static SettingReader<Libvips> reader() {
        SettingReader<Path> path = Readers.absolutePath("its shared object");
        return SettingReader.of("`off`, `auto`, or " + path.accepted(), text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "off" -> new Libvips(false, Optional.empty());
            case "auto" -> new Libvips(true, Optional.empty());
            default -> new Libvips(true, Optional.of(path.read(text)));
        });
    }
}
