package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.util.Arrays;
import java.util.Base64;

/**
 * A file that stands in a setting as base64.
 *
 * @param bytes not copied; nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent")
public record FileBytes(byte[] bytes) {
    static SettingReader<FileBytes> base64() {
        return SettingReader.of("a file as base64", text -> {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
                if (bytes.length == 0) {
                    throw about(text, "holds no bytes");
                }
                return new FileBytes(bytes);
            } catch (IllegalArgumentException e) {
                throw about(text, "is not base64");
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileBytes same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How long it is; the whole would fill the start-up table. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
