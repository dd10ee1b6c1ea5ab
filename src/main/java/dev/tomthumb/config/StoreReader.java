package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@link S3Store}s of their settings, or says what is wrong with them together. */
final class StoreReader {
    private final Map<Setting<?>, Settings.Value> values;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, String> taken = new HashMap<>();

    /** @param values those that could be read */
    StoreReader(Map<Setting<?>, Settings.Value> values) {
        this.values = values;
    }

    /** The stores whose settings could all be read. */
    List<S3Store> read(List<StoreSettings.Store> stores) {
        List<S3Store> read = new ArrayList<>();
        for (StoreSettings.Store store : stores) {
            if (store.settings().stream().allMatch(values::containsKey)) {
                S3Store one = store.read(setting ->
                        Optional.ofNullable(values.get(setting)).orElseThrow().value());
                check(store, one);
                read.add(one);
            }
        }
        return List.copyOf(read);
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    private void check(StoreSettings.Store settings, S3Store store) {
        if (store.buckets().isEmpty()) {
            wrong(settings.buckets(), "it names no bucket that lies there", "list the buckets by name, without `*`");
        }
        for (String bucket : store.buckets()) {
            String other = taken.putIfAbsent(bucket, store.name());
            if (other != null) {
                wrong(
                        settings.buckets(),
                        "the bucket " + bucket + " lies in the store " + other + " already",
                        "list every bucket once");
            }
        }
        if (store.accessKey().isPresent() != store.secretKey().isPresent()) {
            wrong(
                    store.accessKey().isPresent() ? settings.accessKey() : settings.secretKey(),
                    "the other half of the credentials is missing",
                    "set " + settings.accessKey().name() + " and "
                            + settings.secretKey().name() + " together, or neither");
        }
        if (store.anonymous() && store.role().isPresent()) {
            wrong(
                    settings.anonymous(),
                    "unsigned requests have no role, yet one is set",
                    "set either this or " + settings.roleArn().name());
        }
        if (store.anonymous() && store.accessKey().isPresent()) {
            wrong(
                    settings.anonymous(),
                    "unsigned requests have no credentials, yet some are set",
                    "set either this or " + settings.accessKey().name());
        }
    }

    private void wrong(Setting<?> setting, String wrong, String instead) {
        Settings.Value value = values.get(setting);
        mistakes.add(new Mistake(setting.name(), value == null ? "" : value.origin(), wrong, instead));
    }
}
