package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Readers whose refusals never repeat the text. */
final class SecretReaders {
    private SecretReaders() {}

    /** Hexadecimal secrets separated by commas, as imgproxy's keys and salts are. */
    static SettingReader<List<Secret>> hexList() {
        return SettingReader.of("hexadecimal bytes such as `943b421c9eb07c83`, several separated by commas", text -> {
            List<Secret> secrets = new ArrayList<>();
            if (!text.isEmpty()) {
                for (String part : text.split(",", -1)) {
                    secrets.add(hex(part.strip(), secrets.size() + 1));
                }
            }
            return List.copyOf(secrets);
        });
    }

    /** A key of AES-128, AES-192 or AES-256. */
    static SettingReader<Secret> aesKey() {
        return SettingReader.of("32, 48 or 64 hexadecimal digits", text -> {
            Secret key = hex(text, 1);
            int bytes = key.bytes().length;
            if (bytes != 16 && bytes != 24 && bytes != 32) {
                throw new UnreadableException("it has " + bytes + " bytes; AES takes 16, 24 or 32");
            }
            return key;
        });
    }

    private static Secret hex(String part, int position) throws UnreadableException {
        if (part.isEmpty()) {
            throw new UnreadableException("entry " + position + " is empty");
        }
        if (part.length() % 2 != 0) {
            throw new UnreadableException("entry " + position + " has " + part.length()
                    + " digits, an odd number, so half a byte is missing");
        }
        try {
            return Secret.ofBytes(HexFormat.of().parseHex(part));
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("entry " + position + " has characters other than 0-9 and a-f");
        }
    }

    static SettingReader<Secret> text(int minLength) {
        return SettingReader.of(
                "text" + (minLength > 1 ? " of at least " + minLength + " characters" : "") + ", without line ends",
                text -> {
                    if (text.length() < minLength) {
                        throw new UnreadableException("it has " + text.length() + " characters");
                    }
                    if (text.codePoints().anyMatch(Character::isISOControl)) {
                        throw new UnreadableException("it contains control characters");
                    }
                    return Secret.ofText(text);
                });
    }

    static SettingReader<List<Secret>> textList() {
        return Readers.listOf("texts", Secret::ofText);
    }
}
