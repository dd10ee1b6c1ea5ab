package dev.tomthumb;

import dev.tomthumb.config.BucketNames;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.Secret;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.s3.S3Config;
import dev.tomthumb.source.s3.S3Credentials;
import dev.tomthumb.source.s3.S3Source;
import java.util.Optional;
import java.util.function.Consumer;

/** The only class of the composition that links to the AWS SDK, so that the rest works where its jars are absent. */
final class S3Originals {
    /** {@code ?} separates a version id from the key, as in imgproxy's source URLs. */
    private static final boolean VERSIONS = true;

    private S3Originals() {}

    static Source open(Settings settings, Consumer<AutoCloseable> closeables) {
        S3Source source = new S3Source(new S3Config(
                settings.get(SettingTable.S3_ENDPOINT),
                settings.get(SettingTable.S3_REGION),
                settings.get(SettingTable.S3_PATH_STYLE),
                credentials(settings),
                bucket -> mayBeAsked(settings, bucket),
                VERSIONS,
                settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                settings.get(SettingTable.DOWNLOAD_TIMEOUT)));
        closeables.accept(source);
        return source;
    }

    private static S3Credentials credentials(Settings settings) {
        Optional<Secret> accessKey = settings.get(SettingTable.S3_ACCESS_KEY);
        Optional<Secret> secretKey = settings.get(SettingTable.S3_SECRET_KEY);
        if (settings.get(SettingTable.S3_ANONYMOUS)) {
            return new S3Credentials.Anonymous();
        }
        return accessKey.isPresent() && secretKey.isPresent()
                ? new S3Credentials.Keys(accessKey.get().text(), secretKey.get().text())
                : new S3Credentials.DefaultChain();
    }

    /** Every bucket that a mount or a URL could mean; what a URL may name is decided before, by {@link Originals}. */
    private static boolean mayBeAsked(Settings settings, String bucket) {
        BucketNames listed = settings.get(SettingTable.S3_BUCKETS);
        boolean anySigned = !settings.isSet(SettingTable.S3_BUCKETS)
                && !settings.get(SettingTable.IMG_KEY).isEmpty();
        return anySigned
                || listed.allows(bucket)
                || settings.get(SettingTable.MOUNTS).stream()
                        .map(Mount::base)
                        .anyMatch(base ->
                                base.scheme().equals("s3") && base.location().startsWith("//" + bucket + "/"));
    }
}
