package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.duration;

import java.time.Duration;
import java.util.List;

/** How originals are kept; where, and how many, says {@code ehcache.xml}. */
public final class OriginalSettings {
    private OriginalSettings() {}

    public static final Setting<Duration> ORIGINALS_TTL = Setting.of("originals.ttl", duration("0", "3650 d"))
            .otherwise("1 d")
            .says(
                    "How long a kept original is used for further sizes before its origin is asked whether it has changed; "
                            + "less if the origin's `Cache-Control` says so. Only with a cache `originals` in `ehcache.xml`.");

    /** In the order of the page. */
    public static final List<Setting<?>> ALL = List.of(ORIGINALS_TTL);
}
