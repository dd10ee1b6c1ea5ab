package dev.tomthumb.source.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How S3 is asked.
 *
 * @param endpoint the server; empty = Amazon's, by region
 * @param region what requests are signed for; empty = {@code AWS_REGION}, the AWS profile (if the credentials come from
 *     the default chain), else {@code us-east-1}, which servers other than Amazon's usually accept. The instance
 *     metadata service is not asked: away from EC2 that costs seconds at every start
 * @param pathStyle whether the bucket stands in the path instead of the host name; matters only with an endpoint
 * @param credentials who asks
 * @param buckets which buckets a location may name
 * @param versions whether {@code ?} in a location separates a version id from the key, as in imgproxy's source URLs;
 *     else it is a character of the key
 * @param connectTimeout for one TCP connection
 * @param readTimeout for each wait for bytes
 * @param deadline for everything together, one retry included
 */
public record S3Config(
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        S3Credentials credentials,
        Predicate<String> buckets,
        boolean versions,
        Duration connectTimeout,
        Duration readTimeout,
        Duration deadline) {}
