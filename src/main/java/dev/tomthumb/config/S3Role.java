package dev.tomthumb.config;

import java.net.URI;
import java.util.Optional;

/**
 * A role that is taken on before an S3 server is asked, as buckets of another account demand it.
 *
 * @param arn its name, e.g. {@code arn:aws:iam::123456789012:role/pictures}
 * @param externalId what the other account wants to hear besides
 * @param endpoint who gives the role; empty = Amazon's STS, by region
 */
public record S3Role(String arn, Optional<String> externalId, Optional<URI> endpoint) {}
