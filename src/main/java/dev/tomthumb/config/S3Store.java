package dev.tomthumb.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A further S3 server, or another account on one: the settings {@code tomthumb.s3.<name>.…}.
 *
 * @param name as {@code tomthumb.s3.stores} names it
 * @param endpoint the server; empty = Amazon's, by region
 * @param region what requests are signed for
 * @param accessKey access key id; empty = the AWS SDK's default chain, or nobody where {@code anonymous}
 * @param secretKey what belongs to it
 * @param pathStyle whether the bucket stands in the path
 * @param anonymous whether requests go out unsigned
 * @param role taken on before the server is asked
 * @param buckets those that lie there; at least one
 */
public record S3Store(
        String name,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<Secret> accessKey,
        Optional<Secret> secretKey,
        boolean pathStyle,
        boolean anonymous,
        Optional<S3Role> role,
        Set<String> buckets) {
    public S3Store {
        buckets = Set.copyOf(buckets);
    }
}
