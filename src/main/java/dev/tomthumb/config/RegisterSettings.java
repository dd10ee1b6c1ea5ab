package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.bool;

import java.util.List;

/** How the product gets into a host application that ignores web fragments. */
public final class RegisterSettings {
    private RegisterSettings() {}

    public static final Setting<Boolean> REGISTER = Setting.of("register", bool())
            .otherwise("false")
            .says("Whether the jar in a host application registers its listeners, filters and servlets itself where "
                    + "Tomcat does not read its web fragment, as with `metadata-complete=\"true\"` in `web.xml`. Where the "
                    + "fragment is read this changes nothing. `false` also ends the message that says so.");

    /** The page's part about it. */
    static final SettingTable.Group REGISTERING = new SettingTable.Group("In a host application", List.of(REGISTER));
}
