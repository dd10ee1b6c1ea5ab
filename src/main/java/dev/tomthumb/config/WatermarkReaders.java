package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import dev.tomthumb.model.SourceRef;
import java.util.Locale;
import java.util.Set;

/** Shapes of settings that only watermarks need. */
final class WatermarkReaders {
    private static final Set<String> SCHEMES = Set.of("http", "https", "s3", "local");

    private WatermarkReaders() {}

    /** A place that pictures are fetched from. */
    static SettingReader<SourceRef> source() {
        return SettingReader.of("a URL that begins with `https://`, `http://`, `s3://` or `local:///`", text -> {
            int colon = text.indexOf(':');
            String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || !text.startsWith("://", colon) || text.length() <= colon + 3) {
                throw about(text, "begins with none of the known schemes");
            }
            return new SourceRef(scheme, text.substring(colon + 1));
        });
    }

    /** A number from 0 to 1. */
    static SettingReader<Double> share() {
        return SettingReader.of("a number from 0 to 1", text -> {
            if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?|\\.[0-9]{1,9}")) {
                throw about(text, "is not a number");
            }
            double share = Double.parseDouble(text);
            if (share > 1) {
                throw about(text, "is larger than 1");
            }
            return share;
        });
    }
}
