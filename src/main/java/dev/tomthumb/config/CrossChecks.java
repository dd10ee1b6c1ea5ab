package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What no setting can see on its own: two that contradict or need each other. */
final class CrossChecks {
    private final Map<Setting<?>, Settings.Value> values;
    private final List<Mistake> mistakes = new ArrayList<>();

    private CrossChecks(Map<Setting<?>, Settings.Value> values) {
        this.values = values;
    }

    /** @param values those that could be read; a check that needs another one is left out */
    static List<Mistake> of(Map<Setting<?>, Settings.Value> values) {
        CrossChecks checks = new CrossChecks(values);
        checks.everyKeyHasItsSalt();
        checks.credentialsAreComplete();
        checks.anonymousHasNoCredentials();
        checks.localMountsHaveARoot();
        checks.mountsLeaveThePrefixAlone();
        checks.enforcingIsNotSwitchedOff();
        return checks.mistakes;
    }

    private void everyKeyHasItsSalt() {
        boolean known = values.containsKey(SettingTable.IMG_KEY) && values.containsKey(SettingTable.IMG_SALT);
        int keys = value(SettingTable.IMG_KEY).orElse(List.of()).size();
        int salts = value(SettingTable.IMG_SALT).orElse(List.of()).size();
        if (known && keys != salts) {
            Setting<?> longer = keys > salts ? SettingTable.IMG_KEY : SettingTable.IMG_SALT;
            wrong(
                    longer,
                    "keys and salts do not pair up: " + keys + " and " + salts,
                    "every key of " + SettingTable.IMG_KEY.name() + " needs its salt in "
                            + SettingTable.IMG_SALT.name());
        }
    }

    private void credentialsAreComplete() {
        boolean known =
                values.containsKey(SettingTable.S3_ACCESS_KEY) && values.containsKey(SettingTable.S3_SECRET_KEY);
        boolean access = present(SettingTable.S3_ACCESS_KEY);
        boolean secret = present(SettingTable.S3_SECRET_KEY);
        if (known && access != secret) {
            wrong(
                    access ? SettingTable.S3_ACCESS_KEY : SettingTable.S3_SECRET_KEY,
                    "the other half of the credentials is missing",
                    "set " + SettingTable.S3_ACCESS_KEY.name() + " and " + SettingTable.S3_SECRET_KEY.name()
                            + " together, or neither");
        }
    }

    private void anonymousHasNoCredentials() {
        boolean anonymous = value(SettingTable.S3_ANONYMOUS).orElse(false);
        if (anonymous && (present(SettingTable.S3_ACCESS_KEY) || present(SettingTable.S3_SECRET_KEY))) {
            wrong(
                    SettingTable.S3_ANONYMOUS,
                    "unsigned requests have no credentials, yet some are set",
                    "set either this or " + SettingTable.S3_ACCESS_KEY.name());
        }
    }

    private void localMountsHaveARoot() {
        Optional<Mount> local = mounts().stream()
                .filter(mount -> mount.base().scheme().equals("local"))
                .findFirst();
        boolean known = values.containsKey(SettingTable.LOCAL_ROOT);
        if (local.isPresent() && known && !present(SettingTable.LOCAL_ROOT)) {
            wrong(
                    SettingTable.MOUNTS,
                    local.get() + " lies below a directory that is not set",
                    "set " + SettingTable.LOCAL_ROOT.name());
        }
    }

    private void mountsLeaveThePrefixAlone() {
        Optional<String> prefix = value(SettingTable.IMG_PREFIX).flatMap(set -> set);
        for (Mount mount : mounts()) {
            if (prefix.isPresent()
                    && !prefix.get().equals("/")
                    && mount.prefix().startsWith(prefix.get())) {
                wrong(
                        SettingTable.MOUNTS,
                        mount.prefix() + " lies below " + prefix.get() + ", where imgproxy's language begins",
                        "choose another path, or another " + SettingTable.IMG_PREFIX.name());
            }
        }
    }

    private void enforcingIsNotSwitchedOff() {
        Settings.Value auto = values.get(SettingTable.AUTO_WEBP);
        boolean refused = auto != null && auto.set() && auto.value().equals(false);
        if (refused && value(SettingTable.ENFORCE_WEBP).orElse(false)) {
            wrong(
                    SettingTable.ENFORCE_WEBP,
                    "it asks for what " + SettingTable.AUTO_WEBP.name() + " switches off",
                    "leave out " + SettingTable.AUTO_WEBP.name() + " or set it to true");
        }
    }

    private List<Mount> mounts() {
        return value(SettingTable.MOUNTS).orElse(List.of());
    }

    private boolean present(Setting<? extends Optional<?>> setting) {
        return value(setting).map(Optional::isPresent).orElse(false);
    }

    @SuppressWarnings("unchecked") // each value was returned by its own setting's reader
    private <T> Optional<T> value(Setting<T> setting) {
        return Optional.ofNullable(values.get(setting)).map(found -> (T) found.value());
    }

    private void wrong(Setting<?> setting, String wrong, String instead) {
        Settings.Value value = values.get(setting);
        mistakes.add(new Mistake(setting.name(), value == null ? "" : value.origin(), wrong, instead));
    }
}
