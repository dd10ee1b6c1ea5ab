package dev.tomthumb.config;

import java.util.stream.Collectors;

/** Writes {@code docs/settings.md}. */
final class SettingsPage {
    private static final String INTRODUCTION = """
            # Settings

            This page is made from the table in the code (`SettingTable`); a test fails when they differ.

            For each setting the first of these that says something counts:

            1. the system property, e.g. `-Dtomthumb.s3.endpoint=…` in `setenv.sh`
            2. the environment: dots and dashes become underscores, all upper case, e.g. `TOMTHUMB_S3_ENDPOINT`
            3. a `<Parameter name="tomthumb.s3.endpoint" value="…"/>` of Tomcat's context, or a `context-param` of the `web.xml`
            4. imgproxy's environment variable, where the table names one, e.g. `IMGPROXY_S3_ENDPOINT`
            5. the default

            Blank text says nothing. All mistakes are reported at once when the application starts, and it does not start
            with one: a text that cannot be read, two settings that contradict each other, a name nobody knows. The log then
            shows every setting with its value and origin; secrets are masked there and appear in no message.

            Cache tiers and their sizes are not here: they live in `ehcache.xml` alone.
            """;

    private SettingsPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (SettingTable.Group group : SettingTable.groups()) {
            page.append("\n## ").append(group.title()).append('\n');
            group.settings().forEach(setting -> page.append(entry(setting)));
        }
        return page.toString();
    }

    private static String entry(Setting<?> setting) {
        StringBuilder entry = new StringBuilder("\n### `" + setting.name() + "`\n\n");
        entry.append(setting.sentence())
                .append(setting.secret() ? " Secret." : "")
                .append("\n\n");
        entry.append("- Accepted: ").append(setting.reader().accepted()).append('\n');
        entry.append("- Default: ").append(setting.fallback().description()).append('\n');
        entry.append("- Environment: `").append(setting.environmentName()).append('`');
        if (!setting.aliases().isEmpty()) {
            entry.append(", or imgproxy's ")
                    .append(setting.aliases().stream()
                            .map(alias -> "`" + alias.environmentName() + "`")
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return entry.append('\n').toString();
    }
}
