package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import dev.tomthumb.model.ImageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Readers of image formats and what belongs to one. */
final class FormatReaders {
    private FormatReaders() {}

    /** {@code webp=79,avif=63}. Formats without losses may stand there, as in imgproxy's settings, and are left out. */
    static SettingReader<Map<ImageFormat, Integer>> qualities() {
        String accepted = "`webp=79,avif=63`: a format and a whole number from 1 to 100 each";
        return SettingReader.of(accepted, text -> {
            Map<ImageFormat, Integer> qualities = new EnumMap<>(ImageFormat.class);
            for (String part : Readers.parts(text, "[,\\r\\n]")) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    throw about(part, "has no =");
                }
                ImageFormat format = format(part.substring(0, equals).strip());
                int quality = Readers.integer(part.substring(equals + 1).strip(), 1, 100);
                if (format.usesQuality()) {
                    qualities.put(format, quality);
                }
            }
            return Map.copyOf(qualities);
        });
    }

    /** {@code jpeg,png,gif}: at least one, each once. */
    static SettingReader<List<ImageFormat>> list() {
        String accepted = "formats separated by commas, of "
                + Arrays.stream(ImageFormat.values()).map(ImageFormat::token).collect(Collectors.joining(", "));
        return SettingReader.of(accepted, text -> {
            LinkedHashSet<ImageFormat> formats = new LinkedHashSet<>();
            for (String part : Readers.parts(text, "[,\\r\\n]")) {
                formats.add(format(part));
            }
            if (formats.isEmpty()) {
                throw about(text, "names no format");
            }
            return List.copyOf(new ArrayList<>(formats));
        });
    }

    /** {@code svg,gif}, or none. */
    static SettingReader<Set<ImageFormat>> set() {
        SettingReader<List<ImageFormat>> list = Readers.listOf("formats such as `svg,gif`", FormatReaders::format);
        return SettingReader.of(list.accepted(), text -> Set.copyOf(new LinkedHashSet<>(list.read(text))));
    }

    private static ImageFormat format(String name) throws UnreadableException {
        return ImageFormat.named(name).orElseThrow(() -> about(name, "is no image format known here"));
    }
}
