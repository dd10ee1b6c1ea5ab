package dev.tomthumb.config;

import java.util.List;
import java.util.Map;

/** What applies, for every setting of the {@link SettingTable}. */
public final class Settings {
    private final Map<Setting<?>, Value> values;
    private final boolean imgproxyEnvironment;
    private final List<String> warnings;
    private final List<S3Store> stores;

    Settings(Map<Setting<?>, Value> values, boolean imgproxyEnvironment, List<String> warnings, List<S3Store> stores) {
        this.values = Map.copyOf(values);
        this.imgproxyEnvironment = imgproxyEnvironment;
        this.warnings = List.copyOf(warnings);
        this.stores = List.copyOf(stores);
    }

    /**
     * What applies and who said so.
     *
     * @param value read
     * @param text as it was written, or the default's text
     * @param origin where; {@code default} if nobody said anything
     * @param set whether somebody did
     */
    record Value(Object value, String text, String origin, boolean set) {}

    /** What applies for {@code setting}. */
    @SuppressWarnings("unchecked") // the loader put in what this setting's own reader returned
    public <T> T get(Setting<T> setting) {
        return (T) value(setting).value();
    }

    /**
     * Where it was said: {@code system property}, {@code environment TOMTHUMB_…}, {@code context parameter},
     * {@code environment IMGPROXY_…} or {@code default}.
     */
    public String origin(Setting<?> setting) {
        return value(setting).origin();
    }

    /** Whether somebody said it, as opposed to the default. */
    public boolean isSet(Setting<?> setting) {
        return value(setting).set();
    }

    /** Whether any {@code IMGPROXY_*} setting is in the environment, so that imgproxy's defaults were chosen. */
    public boolean imgproxyEnvironment() {
        return imgproxyEnvironment;
    }

    /** S3 servers beside the one without a name; no bucket lies in two of them. */
    public List<S3Store> stores() {
        return stores;
    }

    /** Sentences to log at start: nothing is wrong, but an operator should know. */
    public List<String> warnings() {
        return warnings;
    }

    /** Every setting with its value and origin, one line each, secrets masked. */
    public String startupTable() {
        return StartupTable.of(values);
    }

    /**
     * One setting as people are shown it.
     *
     * @param text its value as it was written, secrets masked and long ones cut; {@code not set} if it has none
     * @param origin as {@link #origin}
     * @param set whether somebody said it
     */
    public record Shown(Setting<?> setting, String text, String origin, boolean set) {}

    /** Every setting as people are shown it, in the order of the page. */
    public List<Shown> shown() {
        return StartupTable.rows(values);
    }

    private Value value(Setting<?> setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException(setting.name() + " is not in the table");
        }
        return value;
    }
}
