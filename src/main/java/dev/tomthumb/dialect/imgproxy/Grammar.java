package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.config.Secret;
import dev.tomthumb.config.UrlReplacement;
import java.util.List;
import java.util.Optional;

/**
 * How imgproxy URLs are written here.
 *
 * @param separator between an option's name and its arguments; at least one character, no slash
 * @param onlyPresets whether the first segment is a list of presets and there are no options
 * @param encryptionKey of encrypted sources, 16, 24 or 32 bytes; empty = there are none
 * @param replacements what the beginning of a source's text stands for, applied one after the other
 * @param baseUrl written before a source's text that does not begin with it; may be empty
 * @param filenames whether a base64 or encrypted source is followed by a segment that says nothing
 * @param querySeparator what separates the version behind a bucket's key; at least one character
 */
public record Grammar(
        String separator,
        boolean onlyPresets,
        Optional<Secret> encryptionKey,
        List<UrlReplacement> replacements,
        String baseUrl,
        boolean filenames,
        String querySeparator) {
    /** What applies when nothing is set. */
    public static final Grammar DEFAULT = new Grammar(":", false, Optional.empty(), List.of(), "", false, "?");

    /** The same with nothing but presets, or with options. */
    public Grammar withOnlyPresets(boolean changed) {
        return new Grammar(separator, changed, encryptionKey, replacements, baseUrl, filenames, querySeparator);
    }

    /** @throws IllegalArgumentException for a separator that cannot separate, or a key of another length */
    public Grammar {
        replacements = List.copyOf(replacements);
        if (separator.isEmpty() || separator.indexOf('/') >= 0 || querySeparator.isEmpty()) {
            throw new IllegalArgumentException("a separator has at least one character, and no slash");
        }
        encryptionKey.ifPresent(key -> SourceCipher.requireKey(key.bytes()));
    }
}
