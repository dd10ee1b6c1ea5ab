package dev.tomthumb.source.s3;

import dev.tomthumb.source.s3.S3Credentials.Role;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A role's credentials, renewed by whoever needs them when they are about to end: no thread of its own. */
final class RoleCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    /** What the other account's log calls these requests. */
    private static final String SESSION = "tomthumb";

    private final StsClient client;
    private final StsAssumeRoleCredentialsProvider provider;
    private final AwsCredentialsProvider own;

    /**
     * @param own the credentials with which the role is asked for; closed with this
     * @param client asks for it; closed with this
     */
    RoleCredentials(Role role, AwsCredentialsProvider own, StsClient client) {
        this.own = own;
        this.client = client;
        this.provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(request(role))
                .build();
    }

    private static AssumeRoleRequest request(Role role) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName(SESSION);
        role.externalId().ifPresent(request::externalId);
        return request.build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return provider.resolveCredentials();
    }

    @Override
    public void close() {
        provider.close();
        client.close();
        if (own instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
