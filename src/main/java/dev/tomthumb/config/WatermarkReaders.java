package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

/** Shapes of settings that only watermarks need. */
final class WatermarkReaders {
    private WatermarkReaders() {}

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
