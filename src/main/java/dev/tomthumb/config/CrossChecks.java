package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        checks.rolesAreTakenOnByName();
        checks.localMountsHaveARoot();
        checks.mountsLeaveThePrefixAlone();
        checks.enforcingIsNotSwitchedOff();
        checks.oneFallbackImage();
        checks.localFallbackHasARoot();
        checks.mountsReachNoDeniedBucket();
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

    private void rolesAreTakenOnByName() {
        boolean role = value(RoleSettings.S3_ROLE_ARN).flatMap(set -> set).isPresent();
        if (role && value(SettingTable.S3_ANONYMOUS).orElse(false)) {
            wrong(
                    SettingTable.S3_ANONYMOUS,
                    "unsigned requests have no role, yet one is set",
                    "set either this or " + RoleSettings.S3_ROLE_ARN.name());
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

    private void localFallbackHasARoot() {
        boolean local = value(AnswerSettings.FALLBACK_URL)
                .flatMap(set -> set)
                .filter(ref -> ref.scheme().equals("local"))
                .isPresent();
        if (local && values.containsKey(SettingTable.LOCAL_ROOT) && !present(SettingTable.LOCAL_ROOT)) {
            wrong(
                    AnswerSettings.FALLBACK_URL,
                    "it lies below a directory that is not set",
                    "set " + SettingTable.LOCAL_ROOT.name() + ", or " + AnswerSettings.FALLBACK_PATH.name());
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
        enforcing(SettingTable.AUTO_WEBP, SettingTable.ENFORCE_WEBP);
        enforcing(AnswerSettings.AUTO_AVIF, AnswerSettings.ENFORCE_AVIF);
        enforcing(AnswerSettings.AUTO_JXL, AnswerSettings.ENFORCE_JXL);
    }

    private void enforcing(Setting<Boolean> whereOpen, Setting<Boolean> everywhere) {
        Settings.Value auto = values.get(whereOpen);
        boolean refused = auto != null && auto.set() && auto.value().equals(false);
        if (refused && value(everywhere).orElse(false)) {
            wrong(
                    everywhere,
                    "it asks for what " + whereOpen.name() + " switches off",
                    "leave out " + whereOpen.name() + " or set it to true");
        }
    }

    private void oneFallbackImage() {
        List<Setting<? extends Optional<?>>> set = Stream.<Setting<? extends Optional<?>>>of(
                        AnswerSettings.FALLBACK_PATH, AnswerSettings.FALLBACK_DATA, AnswerSettings.FALLBACK_URL)
                .filter(this::present)
                .toList();
        if (set.size() > 1) {
            wrong(
                    set.get(1),
                    "there is a fallback image already, by " + set.get(0).name(),
                    "set one of them");
        }
    }

    private void mountsReachNoDeniedBucket() {
        List<String> denied = value(StoreSettings.S3_DENIED_BUCKETS).orElse(List.of());
        for (Mount mount : mounts()) {
            boolean reaches = mount.base().scheme().equals("s3")
                    && denied.stream()
                            .anyMatch(bucket -> mount.base().location().startsWith("//" + bucket + "/"));
            if (reaches) {
                wrong(
                        SettingTable.MOUNTS,
                        mount + " lies in a bucket that is never read",
                        "take it out of " + StoreSettings.S3_DENIED_BUCKETS.name());
            }
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
