package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.bool;

/** What answers in the query language say, beside what the {@link SettingTable} has of it. */
public final class QuerySettings {
    private QuerySettings() {}

    public static final Setting<Boolean> QUERY_CACHE_CONTROL_PASSTHROUGH = Setting.of(
                    "query.cache-control-passthrough", bool())
            .otherwise("false")
            .says("Whether browsers are told the `Cache-Control` or `Expires` of an original in place of "
                    + "`tomthumb.query.ttl`, as CloudFront hands it on. Originals that are `private` or `no-store` "
                    + "are never public either way.");
}
