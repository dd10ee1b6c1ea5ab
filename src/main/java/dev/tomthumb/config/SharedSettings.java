package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.optional;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The part of the {@link SettingTable} that is about what several nodes share by way of a bucket. */
public final class SharedSettings {
    private SharedSettings() {}

    public static final Setting<Optional<SharedPlace>> BUCKET = Setting.of(
                    "shared.bucket", optional(SharedPlace.reader()))
            .says(
                    "The place in S3 where nodes share renditions and purges; see docs/shared-renditions.md. It belongs to "
                            + "Tomthumb alone, best in a bucket of its own. Server and credentials are those of `tomthumb.s3.*`, "
                            + "or of the store in `tomthumb.s3.stores` that lists the bucket. Not set: each node has its own.");

    public static final Setting<Optional<String>> NAME = Setting.of(
                    "shared.name",
                    optional(Readers.text("1 to 100 letters, digits, `.`, `_`, `-` and `#`", "[A-Za-z0-9._#-]{1,100}")))
            .says(
                    "What this application is called among those that share one bucket or one Terracotta server: `webapp:`, "
                            + "`local:` and `dispatch:` originals are shared only by applications of one name, so all nodes "
                            + "of a site need the same, and applications with other files another one. Not set: the "
                            + "context's name, e.g. `ROOT` or `shop`.");

    public static final Setting<Duration> TIMEOUT = Setting.of("shared.timeout", AmountReaders.duration("10ms", "10s"))
            .otherwise("300ms")
            .says(
                    "How long a visitor waits for the shared renditions before his is made here. A bucket that fails several "
                            + "times in a row is left alone until it answers again.");

    public static final Setting<Duration> WAIT = Setting.of("shared.wait", AmountReaders.duration("0", "30s"))
            .otherwise("2s")
            .says(
                    "How long a visitor waits at most for another node that is making what he wants; never longer than making "
                            + "it here usually takes. Only what usually takes a quarter of a second or more is waited for. `0`: "
                            + "each node makes its own at once.");

    public static final Setting<Duration> POLL = Setting.of("shared.poll", AmountReaders.duration("1s", "10min"))
            .otherwise("10s")
            .says("How often a node looks for purges of other nodes, and so how long they may go on serving what was "
                    + "purged. Each look is one request to S3.");

    public static final Setting<Duration> TTL = Setting.of("shared.ttl", AmountReaders.duration("1h", "3650d"))
            .otherwise("30d")
            .says(
                    "How long a shared rendition can be used, and how long purges are kept. A node that was away for longer "
                            + "begins with an empty cache. The bucket's lifecycle rules should remove renditions after this time "
                            + "and purges two days later.");

    public static final Setting<Long> MAX_OBJECT = Setting.of("shared.max-object", AmountReaders.bytes("1kB", "256MB"))
            .otherwise("16MB")
            .says("The largest rendition that is shared.");

    public static final Setting<Long> QUEUE = Setting.of("shared.queue", AmountReaders.bytes("1MB", "4GB"))
            .otherwise("64MB")
            .says(
                    "How many bytes of renditions may wait in memory to be written to the bucket, and how many may be read from "
                            + "it at once; what finds no room is not shared, and counted.");

    /** The page's part about it. */
    static final SettingTable.Group SHARED = new SettingTable.Group(
            "Several nodes, by a bucket", List.of(BUCKET, NAME, TIMEOUT, WAIT, POLL, TTL, MAX_OBJECT, QUEUE));
}
