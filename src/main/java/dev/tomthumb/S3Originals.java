package dev.tomthumb;

import dev.tomthumb.config.BucketNames;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.RoleSettings;
import dev.tomthumb.config.S3Role;
import dev.tomthumb.config.S3Store;
import dev.tomthumb.config.Secret;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.StoreSettings;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.s3.S3Config;
import dev.tomthumb.source.s3.S3Credentials;
import dev.tomthumb.source.s3.S3Source;
import dev.tomthumb.source.s3.S3Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The only class of the composition that links to the AWS SDK, so that the rest works where its jars are absent. */
final class S3Originals {
    /** {@code ?} separates a version id from the key, as in imgproxy's source URLs. */
    private static final boolean VERSIONS = true;

    private S3Originals() {}

    static Source open(Settings settings, Consumer<AutoCloseable> closeables) {
        Source unnamed = source(settings, unnamed(settings), closeables);
        if (settings.stores().isEmpty()) {
            return unnamed;
        }
        Map<String, Source> byBucket = new HashMap<>();
        for (S3Store store : settings.stores()) {
            Source named = source(settings, store, closeables);
            store.buckets().forEach(bucket -> byBucket.put(bucket, named));
        }
        return new S3Stores(byBucket, unnamed);
    }

    /** The server or account where a bucket lies. */
    static S3Store storeOf(Settings settings, String bucket) {
        return settings.stores().stream()
                .filter(store -> store.buckets().contains(bucket))
                .findFirst()
                .orElseGet(() -> unnamed(settings));
    }

    /** The server that has every bucket of which nothing else is said. */
    private static S3Store unnamed(Settings settings) {
        return new S3Store(
                "",
                settings.get(SettingTable.S3_ENDPOINT),
                settings.get(SettingTable.S3_REGION),
                settings.get(SettingTable.S3_ACCESS_KEY),
                settings.get(SettingTable.S3_SECRET_KEY),
                settings.get(SettingTable.S3_PATH_STYLE),
                settings.get(SettingTable.S3_ANONYMOUS),
                settings.get(RoleSettings.S3_ROLE_ARN)
                        .map(arn -> new S3Role(
                                arn,
                                settings.get(RoleSettings.S3_ROLE_EXTERNAL_ID),
                                settings.get(RoleSettings.S3_STS_ENDPOINT))),
                Set.of());
    }

    private static Source source(Settings settings, S3Store store, Consumer<AutoCloseable> closeables) {
        S3Source source = new S3Source(new S3Config(
                store.endpoint(),
                store.region(),
                store.pathStyle(),
                credentials(store),
                bucket -> mayBeAsked(settings, bucket),
                VERSIONS,
                settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                settings.get(SettingTable.DOWNLOAD_TIMEOUT)));
        closeables.accept(source);
        return source;
    }

    /** Who asks a server. */
    static S3Credentials credentials(S3Store store) {
        if (store.anonymous()) {
            return new S3Credentials.Anonymous();
        }
        S3Credentials own = own(store);
        return store.role()
                .<S3Credentials>map(role -> new S3Credentials.Role(own, role.arn(), role.externalId(), role.endpoint()))
                .orElse(own);
    }

    private static S3Credentials own(S3Store store) {
        Optional<Secret> accessKey = store.accessKey();
        Optional<Secret> secretKey = store.secretKey();
        return accessKey.isPresent() && secretKey.isPresent()
                ? new S3Credentials.Keys(accessKey.get().text(), secretKey.get().text())
                : new S3Credentials.DefaultChain();
    }

    /** Every bucket that a mount or a URL could mean; what a URL may name is decided before, by {@link Originals}. */
    private static boolean mayBeAsked(Settings settings, String bucket) {
        if (settings.get(StoreSettings.S3_DENIED_BUCKETS).contains(bucket)) {
            return false;
        }
        BucketNames listed = settings.get(SettingTable.S3_BUCKETS);
        boolean anySigned = !settings.isSet(SettingTable.S3_BUCKETS)
                && !settings.get(SettingTable.IMG_KEY).isEmpty();
        return anySigned
                || listed.allows(bucket)
                || Stream.concat(
                                settings.get(SettingTable.MOUNTS).stream().map(Mount::base),
                                OwnPicture.addresses(settings))
                        .anyMatch(base ->
                                base.scheme().equals("s3") && base.location().startsWith("//" + bucket + "/"));
    }
}
