package dev.tomthumb.source.s3;

import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Makes the SDK's client from our configuration. */
final class S3Clients {
    /** One retry: an original is asked for while a visitor waits. */
    private static final int ATTEMPTS = 2;

    private S3Clients() {}

    /** @param timers watches the time limits */
    static AwsCredentialsProvider credentials(S3Config config, ScheduledExecutorService timers) {
        if (config.credentials() instanceof S3Credentials.Role role) {
            AwsCredentialsProvider own = own(role.own());
            return new RoleCredentials(role, own, sts(config, role, own, timers));
        }
        return own(config.credentials());
    }

    private static AwsCredentialsProvider own(S3Credentials credentials) {
        if (credentials instanceof S3Credentials.Keys keys) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
        }
        return credentials instanceof S3Credentials.Anonymous
                ? AnonymousCredentialsProvider.create()
                // Not create(): that one is shared by everybody and cannot be closed.
                : DefaultCredentialsProvider.builder().build();
    }

    /**
     * @param timers watches the time limits; the SDK would start five threads for that
     */
    static S3Client client(S3Config config, AwsCredentialsProvider credentials, ScheduledExecutorService timers) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(http(config))
                .credentialsProvider(credentials)
                .region(region(config))
                // Servers that only resemble S3 choke on the checksum header; the length is checked here anyway.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(override(config, timers));
        config.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(config.pathStyle()));
        return builder.build();
    }

    private static StsClient sts(
            S3Config config, S3Credentials.Role role, AwsCredentialsProvider own, ScheduledExecutorService timers) {
        StsClientBuilder builder = StsClient.builder()
                .httpClientBuilder(http(config))
                .credentialsProvider(own)
                .region(region(config))
                .overrideConfiguration(override(config, timers));
        role.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static UrlConnectionHttpClient.Builder http(S3Config config) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(config.connectTimeout())
                .socketTimeout(config.readTimeout());
    }

    private static ClientOverrideConfiguration override(S3Config config, ScheduledExecutorService timers) {
        ClientOverrideConfiguration.Builder override = ClientOverrideConfiguration.builder()
                .apiCallTimeout(config.deadline())
                .scheduledExecutorService(timers)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build());
        if (!usesProfiles(config)) {
            ProfileFile none = ProfileFile.aggregator().build();
            override.defaultProfileFileSupplier(() -> none);
        }
        return override.build();
    }

    private static Region region(S3Config config) {
        return config.region().map(Region::of).orElseGet(() -> found(usesProfiles(config)));
    }

    private static Region found(boolean profiles) {
        try {
            return profiles
                    ? new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                            .getRegion()
                    : new AwsRegionProviderChain(new SystemSettingsRegionProvider()).getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }

    /** The AWS profile files of this machine's user are nobody's business unless they were asked for. */
    private static boolean usesProfiles(S3Config config) {
        S3Credentials credentials =
                config.credentials() instanceof S3Credentials.Role role ? role.own() : config.credentials();
        return credentials instanceof S3Credentials.DefaultChain;
    }
}
