package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.duration;

import java.time.Duration;
import java.util.List;

/** The part of the {@link SettingTable} that is about when an origin is asked again. */
public final class FreshnessSettings {
    private static final String LONGEST = "3650 d";
    private static final String LONGEST_ERROR = "1 d";

    private FreshnessSettings() {}

    public static final Setting<Duration> TTL_MIN = Setting.of("ttl.min", duration("0", LONGEST))
            .otherwise("1 s")
            .says(
                    "CloudFront's minimum TTL: a rendition is used at least so long before the origin is asked whether its "
                            + "original is still the same, whatever the origin says. With `0`, originals that are `no-cache` are "
                            + "asked about each time, and those that are `no-store` or `private` are not kept.");

    public static final Setting<Duration> TTL_DEFAULT = Setting.of("ttl.default", duration("0", LONGEST))
            .otherwise("1 d")
            .says("CloudFront's default TTL: how long where the origin says nothing.");

    public static final Setting<Duration> TTL_MAX = Setting.of("ttl.max", duration("0", LONGEST))
            .otherwise("365 d")
            .says("CloudFront's maximum TTL: at most so long, whatever the origin says.");

    public static final Setting<Duration> TTL_FILES = Setting.of("ttl.files", duration("0", LONGEST))
            .otherwise("5 s")
            .says(
                    "The default TTL of originals that are files of this server (the site's own and `local:`): to look at a "
                            + "file's date costs next to nothing, and a replaced one is seen so soon.");

    public static final Setting<List<TtlRule>> TTL_RULES = Setting.of("ttl.rules", TtlRule.reader())
            .says(
                    "Other times for some originals, the first rule that fits: the address of an original, or its beginning "
                            + "with `*`, then minimum, default and maximum. A pattern that begins with `/` is a path of the site; "
                            + "mounts are followed.");

    public static final Setting<Duration> STALE_WHILE_REVALIDATE = Setting.of(
                    "stale-while-revalidate", duration("0", LONGEST))
            .otherwise("60 s")
            .says(
                    "For how long after its time a rendition is sent at once while its origin is asked in the background, "
                            + "where the origin does not say (`stale-while-revalidate`).");

    public static final Setting<Duration> STALE_IF_ERROR = Setting.of("stale-if-error", duration("0", LONGEST))
            .otherwise("1 d")
            .says("For how long after its time a rendition is sent if the origin fails, is down, or gives what is no "
                    + "picture, where the origin does not say (`stale-if-error`). Originals that are `must-revalidate`, "
                    + "`proxy-revalidate`, `s-maxage`, `no-cache`, `no-store` or `private` are never sent so.");

    public static final Setting<Duration> STALE_PATIENCE = Setting.of("stale-patience", duration("0", "1 h"))
            .otherwise("2 s")
            .says("How long a visitor waits for a slow origin before he gets the rendition that "
                    + "`tomthumb.stale-if-error` allows to be sent; the origin's answer is not given up for that.");

    public static final Setting<Duration> ERROR_TTL_404 = Setting.of("error-ttl.404", duration("0", LONGEST_ERROR))
            .otherwise("10 s")
            .says("How long an original that is not there is not asked for again.");

    public static final Setting<Duration> ERROR_TTL_403 = Setting.of("error-ttl.403", duration("0", LONGEST_ERROR))
            .otherwise("10 s")
            .says("How long an original that its origin denies is not asked for again.");

    public static final Setting<Duration> ERROR_TTL_5XX = Setting.of("error-ttl.5xx", duration("0", LONGEST_ERROR))
            .otherwise("2 s")
            .says("How long an origin that failed, was not reached or took too long is not asked for the same original "
                    + "again; up to half as long more, by chance, so that not all come back at once.");

    public static final Setting<Duration> ERROR_TTL_422 = Setting.of("error-ttl.422", duration("0", LONGEST_ERROR))
            .otherwise("10 s")
            .says(
                    "How long an original that is no picture is not asked for again. After that it is asked for under the "
                            + "condition that it has changed.");

    /** The page's part about it. */
    static final SettingTable.Group FRESHNESS = new SettingTable.Group(
            "Freshness",
            List.of(
                    TTL_MIN,
                    TTL_DEFAULT,
                    TTL_MAX,
                    TTL_FILES,
                    TTL_RULES,
                    STALE_WHILE_REVALIDATE,
                    STALE_IF_ERROR,
                    STALE_PATIENCE,
                    ERROR_TTL_404,
                    ERROR_TTL_403,
                    ERROR_TTL_5XX,
                    ERROR_TTL_422));
}
