package dev.tomthumb.config;

import java.util.Map;

/**
 * The texts operators wrote, by where they wrote them; names that are none of ours may be among them.
 *
 * @param systemProperties by dotted name
 * @param environment by environment spelling, ours and imgproxy's
 * @param contextParameters {@code context-param} of the web.xml or {@code <Parameter>} of Tomcat, by dotted name
 */
public record SettingTexts(
        Map<String, String> systemProperties, Map<String, String> environment, Map<String, String> contextParameters) {
    public SettingTexts {
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        contextParameters = Map.copyOf(contextParameters);
    }

    /** What this JVM and its environment say, beside the given context parameters. */
    public static SettingTexts here(Map<String, String> contextParameters) {
        Map<String, String> properties = new java.util.HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new SettingTexts(properties, System.getenv(), contextParameters);
    }

    /** Whether anybody says anything of {@code setting}, readable or not. */
    public boolean mention(Setting<?> setting) {
        return systemProperties.containsKey(setting.name())
                || environment.containsKey(setting.environmentName())
                || contextParameters.containsKey(setting.name());
    }

    /** System properties alone. */
    public static SettingTexts ofProperties(Map<String, String> systemProperties) {
        return new SettingTexts(systemProperties, Map.of(), Map.of());
    }
}
