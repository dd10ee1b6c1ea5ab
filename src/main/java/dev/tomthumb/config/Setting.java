package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing an operator can decide.
 *
 * @param name dotted, lower case, beginning with {@code tomthumb.}
 * @param reader text to value
 * @param fallback what applies when nobody says anything
 * @param sentence what it decides, as Markdown, one or a few sentences
 * @param secret whether the value must never be shown
 * @param aliases imgproxy's names for it, asked in this order after our own
 * @param <T> the value's type
 */
public record Setting<T>(
        String name, SettingReader<T> reader, Default fallback, String sentence, boolean secret, List<Alias> aliases) {

    /** Every name begins so. */
    public static final String PREFIX = "tomthumb.";

    /** Every environment spelling begins so. */
    public static final String ENVIRONMENT_PREFIX = "TOMTHUMB_";

    private static final Default NOT_SET = new Default("not set", surroundings -> "");

    /** @throws IllegalArgumentException for a name outside {@value #PREFIX} */
    public Setting {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a setting's name begins with " + PREFIX + ", not " + name);
        }
        aliases = List.copyOf(aliases);
    }

    /** A setting that is left out by default; the withers below complete it. */
    static <T> Setting<T> of(String name, SettingReader<T> reader) {
        return new Setting<>(PREFIX + name, reader, NOT_SET, "", false, List.of());
    }

    Setting<T> otherwise(String text) {
        return otherwise("`" + text + "`", surroundings -> text);
    }

    Setting<T> otherwise(String description, Function<Surroundings, String> text) {
        return new Setting<>(name, reader, new Default(description, text), sentence, secret, aliases);
    }

    Setting<T> says(String text) {
        return new Setting<>(name, reader, fallback, text, secret, aliases);
    }

    Setting<T> kept() {
        return new Setting<>(name, reader, fallback, sentence, true, aliases);
    }

    Setting<T> imgproxy(String alias) {
        return imgproxy(alias, Optional::of);
    }

    Setting<T> imgproxy(String alias, Function<String, Optional<String>> translation) {
        List<Alias> more = new ArrayList<>(aliases);
        more.add(new Alias(alias, translation));
        return new Setting<>(name, reader, fallback, sentence, secret, more);
    }

    /** The spelling in the environment: {@code tomthumb.s3.access-key} is {@code TOMTHUMB_S3_ACCESS_KEY}. */
    public String environmentName() {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * What applies when nobody says anything.
     *
     * @param description for the reference page, Markdown
     * @param text the text handed to the reader; blank for a setting that is then simply not set
     */
    public record Default(String description, Function<Surroundings, String> text) {}

    /**
     * imgproxy's name for a setting.
     *
     * @param name without {@code IMGPROXY_}
     * @param translation imgproxy's text to ours; empty = this text says nothing about the setting
     */
    public record Alias(String name, Function<String, Optional<String>> translation) {
        /** The whole environment variable. */
        public String environmentName() {
            return ImgproxyNames.PREFIX + name;
        }
    }
}
