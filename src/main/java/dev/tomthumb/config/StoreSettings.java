package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.optional;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** S3 servers beside the one of {@code tomthumb.s3.endpoint}, each with settings under a name of its own. */
public final class StoreSettings {
    private StoreSettings() {}

    public static final Setting<List<String>> S3_STORES = Setting.of(
                    "s3.stores",
                    Readers.listOf("names of small letters and digits such as `archive`", StoreSettings::name))
            .says("Further S3 servers, or accounts on one. Each name has settings of its own: "
                    + "`tomthumb.s3.<name>.buckets` lists the buckets that lie there, and `.endpoint`, `.region`, "
                    + "`.access-key`, `.secret-key`, `.path-style`, `.anonymous`, `.assume-role-arn`, `.assume-role-external-id` "
                    + "and `.sts-endpoint` are as without a name. All other "
                    + "buckets lie on the server without a name. URLs and mounts name a bucket as ever, "
                    + "`s3://bucket/key`; `tomthumb.s3.buckets` says which of all buckets a URL may name.");

    public static final Setting<List<String>> S3_DENIED_BUCKETS = Setting.of(
                    "s3.denied-buckets", Readers.listOf("names of buckets", name -> {
                        if (!name.matches(BucketNames.PATTERN)) {
                            throw UnreadableException.about(name, "cannot be a bucket's name");
                        }
                        return name;
                    }))
            .imgproxy("S3_DENIED_BUCKETS")
            .says("Buckets that are never read, whatever the other settings say.");

    static final List<Setting<?>> ALL = List.of(S3_STORES, S3_DENIED_BUCKETS);

    private static String name(String text) throws UnreadableException {
        if (!text.matches("[a-z][a-z0-9]{0,30}")) {
            throw UnreadableException.about(text, "is no such name");
        }
        return text;
    }

    /** The settings of one store. */
    record Store(
            String name,
            Setting<Optional<URI>> endpoint,
            Setting<Optional<String>> region,
            Setting<Optional<Secret>> accessKey,
            Setting<Optional<Secret>> secretKey,
            Setting<Boolean> pathStyle,
            Setting<Boolean> anonymous,
            Setting<Optional<String>> roleArn,
            Setting<Optional<String>> roleExternalId,
            Setting<Optional<URI>> stsEndpoint,
            Setting<BucketNames> buckets) {

        static Store named(String name) {
            String start = "s3." + name + ".";
            return new Store(
                    name,
                    Setting.of(start + "endpoint", SettingTable.S3_ENDPOINT.reader()),
                    Setting.of(start + "region", SettingTable.S3_REGION.reader()),
                    Setting.of(start + "access-key", optional(SecretReaders.text(1)))
                            .kept(),
                    Setting.of(start + "secret-key", optional(SecretReaders.text(1)))
                            .kept(),
                    Setting.of(start + "path-style", bool()).otherwise("true"),
                    Setting.of(start + "anonymous", bool()).otherwise("false"),
                    RoleSettings.arn(start + "assume-role-arn"),
                    RoleSettings.externalId(start + "assume-role-external-id"),
                    RoleSettings.endpoint(start + "sts-endpoint"),
                    Setting.of(start + "buckets", BucketNames.reader()));
        }

        List<Setting<?>> settings() {
            return List.of(
                    endpoint,
                    region,
                    accessKey,
                    secretKey,
                    pathStyle,
                    anonymous,
                    roleArn,
                    roleExternalId,
                    stsEndpoint,
                    buckets);
        }

        /** The store, from what {@code value} knows of each of its settings. */
        S3Store read(Function<Setting<?>, Object> value) {
            return new S3Store(
                    name,
                    of(value, endpoint),
                    of(value, region),
                    of(value, accessKey),
                    of(value, secretKey),
                    of(value, pathStyle),
                    of(value, anonymous),
                    of(value, roleArn).map(arn -> new S3Role(arn, of(value, roleExternalId), of(value, stsEndpoint))),
                    of(value, buckets).names());
        }

        @SuppressWarnings("unchecked") // each value was returned by its own setting's reader
        private static <T> T of(Function<Setting<?>, Object> value, Setting<T> setting) {
            return (T) value.apply(setting);
        }
    }
}
