package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.duration;

import java.time.Duration;
import java.util.List;

/** How a server leaves. */
public final class DrainSettings {
    private DrainSettings() {}

    public static final Setting<Duration> DRAIN_TIME = Setting.of("drain.time", duration("0", "1 h"))
            .otherwise("10s")
            .says(
                    "For how long `/tomthumb/health` says 503 and everything is served nevertheless, before a server that "
                            + "drains may be stopped: longer than the balancer needs to notice.");

    static final SettingTable.Group DRAINING = new SettingTable.Group("Leaving", List.of(DRAIN_TIME));
}
