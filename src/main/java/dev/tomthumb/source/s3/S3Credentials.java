package dev.tomthumb.source.s3;

import java.net.URI;
import java.util.Optional;

/** Who asks the S3 server. */
public sealed interface S3Credentials {

    /**
     * A fixed pair of keys. Its text form keeps the secret.
     *
     * @param accessKey the id
     * @param secretKey what signs
     */
    record Keys(String accessKey, String secretKey) implements S3Credentials {
        @Override
        public String toString() {
            return "Keys[" + accessKey + ", ***]";
        }
    }

    /** Nobody: requests go out unsigned, for public buckets. */
    record Anonymous() implements S3Credentials {}

    /**
     * A role that others take on.
     *
     * @param own who asks for it: keys or the default chain
     * @param arn its name
     * @param externalId what the role's account demands besides
     * @param endpoint who gives it; empty = Amazon's STS, by region
     */
    record Role(S3Credentials own, String arn, Optional<String> externalId, Optional<URI> endpoint)
            implements S3Credentials {}

    /** Whoever the AWS SDK's default chain finds: environment, profile, container or instance role. */
    record DefaultChain() implements S3Credentials {}
}
