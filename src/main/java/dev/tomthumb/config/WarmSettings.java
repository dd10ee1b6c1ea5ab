package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.absolutePath;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.wholeNumber;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The part of the {@link SettingTable} that is about purging, tags and making renditions before anybody asks. */
public final class WarmSettings {
    private WarmSettings() {}

    public static final Setting<Boolean> CACHE_TAG_HEADER = Setting.of("cache-tag-header", bool())
            .otherwise("false")
            .says(
                    "Whether renditions are sent with their tags in `Cache-Tag`, for a CDN in front that purges by them.");

    public static final Setting<Integer> AFTER_PURGE = Setting.of("warm.after-purge", wholeNumber(0, 10_000))
            .otherwise("0")
            .says(
                    "How many of the renditions that a purge forgot are made again in the background, those asked for most "
                            + "often first. `0` makes none and counts nothing.");

    public static final Setting<Integer> CONCURRENCY = Setting.of("warm.concurrency", wholeNumber(1, 64))
            .otherwise("1")
            .says(
                    "How many renditions are made at once for nobody yet (`/tomthumb/warm`, `tomthumb.warm.after-purge`), "
                            + "and only while no visitor waits for one.");

    public static final Setting<Integer> MAX_URLS = Setting.of("warm.max-urls", wholeNumber(1, 1_000_000))
            .otherwise("100000")
            .says("How many URLs may wait to be warmed; those beyond are counted and left out.");

    public static final Setting<List<String>> ACCEPT = Setting.of("warm.accept", accepts())
            .otherwise("image/webp | none")
            .says(
                    "For which `Accept` headers a URL is warmed whose format is chosen by that header; `none` is a visitor "
                            + "without one.");

    public static final Setting<Optional<Path>> LOG_DIR = Setting.of(
                    "warm.log-dir", optional(absolutePath("a directory")))
            .says("The directory whose access logs `/tomthumb/warm?log=<name>` may replay. Not set: none; logs can be "
                    + "posted.");

    /** The page's part about it. */
    static final SettingTable.Group WARMING = new SettingTable.Group(
            "Purge and warm", List.of(CACHE_TAG_HEADER, AFTER_PURGE, CONCURRENCY, MAX_URLS, ACCEPT, LOG_DIR));

    /** Field values separated by {@code |}, for a comma is a part of them; no header is the empty text. */
    private static SettingReader<List<String>> accepts() {
        return SettingReader.of("values of `Accept` such as `image/avif,image/webp`, separated by ` | `", text -> {
            if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw UnreadableException.about(text, "is no header's value");
            }
            return Arrays.stream(text.split("\\|", -1))
                    .map(String::strip)
                    .map(value -> value.equals("none") ? "" : value)
                    .distinct()
                    .toList();
        });
    }
}
