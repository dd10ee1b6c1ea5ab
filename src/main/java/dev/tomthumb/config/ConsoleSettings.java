package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.duration;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The part of the {@link SettingTable} that is about the console at {@code /tomthumb/}. */
public final class ConsoleSettings {
    private ConsoleSettings() {}

    public static final Setting<Optional<String>> OPS_ROLE = Setting.of(
                    "ops.role", optional(text("the name of a role, without blanks and commas", "[^\\s,*]{1,100}")))
            .says(
                    "A role of the container that opens the operators' pages as `tomthumb.ops.token` does; a "
                            + "`security-constraint` of the application has to make visitors of `/tomthumb/*` log in. Not set: none.");

    public static final Setting<Duration> OPS_SESSION = Setting.of("ops.session", duration("1 min", "30 d"))
            .otherwise("12h")
            .says("How long a login to the console lasts.");

    /** The page's part about it. */
    static final SettingTable.Group CONSOLE = new SettingTable.Group("Console", List.of(OPS_ROLE, OPS_SESSION));
}
