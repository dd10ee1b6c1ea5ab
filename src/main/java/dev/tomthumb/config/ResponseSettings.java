package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.bytes;
import static dev.tomthumb.config.AmountReaders.decimal;
import static dev.tomthumb.config.AmountReaders.duration;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.wholeNumber;

import java.time.Duration;
import java.util.List;

/** The part of the {@link SettingTable} that is about answers of the host application. */
public final class ResponseSettings {
    private ResponseSettings() {}

    public static final Setting<List<CachedPaths>> RESPONSES = Setting.of("responses", CachedPaths.list())
            .otherwise("none")
            .says("Paths of the web application whose answers are kept by RFC 9111, whatever servlet or JSP makes them "
                    + "(docs/http-cache.md). Without TTLs only what an answer says of itself counts. The first pattern that "
                    + "matches decides.");

    public static final Setting<Long> RESPONSES_MAX_OBJECT = Setting.of("responses.max-object", bytes("1kB", "64MB"))
            .otherwise("2 MB")
            .says("The largest body that is kept. Larger ones are passed on while they are written.");

    public static final Setting<Integer> RESPONSES_MAX_VARIANTS = Setting.of(
                    "responses.max-variants", wholeNumber(1, 1000))
            .otherwise("16")
            .says("How many answers of one URL are kept that differ by what `Vary` names; the oldest makes room.");

    public static final Setting<Duration> RESPONSES_ERROR_TTL = Setting.of("responses.error-ttl", duration("0", "1d"))
            .otherwise("10s")
            .says(
                    "The default TTL of 404, 405, 410, 414 and 501, if the pattern's own is not shorter. Other errors are "
                            + "kept if they say how long.");

    public static final Setting<Duration> RESPONSES_STALE_WHILE_REVALIDATE = Setting.of(
                    "responses.stale-while-revalidate", duration("0", "30d"))
            .otherwise("0")
            .says("How long after its end an answer is sent at once and made anew behind the visitor's back, where the "
                    + "answer does not say.");

    public static final Setting<Duration> RESPONSES_STALE_IF_ERROR = Setting.of(
                    "responses.stale-if-error", duration("0", "30d"))
            .otherwise("0")
            .says("How long after its end an answer is sent if the application fails, where the answer does not say.");

    public static final Setting<Double> RESPONSES_HEURISTIC = Setting.of("responses.heuristic", decimal("0", "1"))
            .otherwise("0")
            .says("For how much of the time since `Last-Modified` an answer that says nothing else is fresh, a day at "
                    + "most; 0.1 is customary, `0` is never.");

    public static final Setting<Boolean> RESPONSES_OBEY_REQUESTS = Setting.of("responses.obey-requests", bool())
            .otherwise("false")
            .says("Whether visitors' `Cache-Control` and `Pragma` count: a browser's reload then always reaches the "
                    + "application.");

    /** The page's part about it. */
    static final SettingTable.Group ANSWERS = new SettingTable.Group(
            "Answers of the host application",
            List.of(
                    RESPONSES,
                    RESPONSES_MAX_OBJECT,
                    RESPONSES_MAX_VARIANTS,
                    RESPONSES_ERROR_TTL,
                    RESPONSES_STALE_WHILE_REVALIDATE,
                    RESPONSES_STALE_IF_ERROR,
                    RESPONSES_HEURISTIC,
                    RESPONSES_OBEY_REQUESTS));
}
