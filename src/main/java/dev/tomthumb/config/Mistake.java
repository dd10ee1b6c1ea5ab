package dev.tomthumb.config;

/**
 * One thing wrong with the settings.
 *
 * @param name the setting as the operator wrote it
 * @param origin where it was written, e.g. {@code environment TOMTHUMB_QUALITY}
 * @param wrong what is wrong, without a full stop
 * @param accepted what to write instead, as the end of a sentence
 */
public record Mistake(String name, String origin, String wrong, String accepted) {
    /** One line: {@code tomthumb.quality (system property): "0" is less than 1; accepted: …}. */
    @Override
    public String toString() {
        return name + " (" + origin + "): " + wrong + "; " + accepted + ".";
    }
}
