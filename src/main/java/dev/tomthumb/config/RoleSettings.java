package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.text;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The role in which S3 is asked (AWS STS, AssumeRole). */
public final class RoleSettings {
    private RoleSettings() {}

    public static final Setting<Optional<String>> S3_ROLE_ARN = arn("s3.assume-role-arn")
            .imgproxy("S3_ASSUME_ROLE_ARN")
            .says(
                    "The role taken on before S3 is asked, with `tomthumb.s3.access-key` or what the AWS SDK's default chain "
                            + "finds. Renewed in time.");

    public static final Setting<Optional<String>> S3_ROLE_EXTERNAL_ID = externalId("s3.assume-role-external-id")
            .imgproxy("S3_ASSUME_ROLE_EXTERNAL_ID")
            .says("The external id that the role's account demands.");

    public static final Setting<Optional<URI>> S3_STS_ENDPOINT = endpoint("s3.sts-endpoint")
            .says("The server that gives the role. Not set: Amazon's, by `tomthumb.s3.region`.");

    static final List<Setting<?>> ALL = List.of(S3_ROLE_ARN, S3_ROLE_EXTERNAL_ID, S3_STS_ENDPOINT);

    static Setting<Optional<String>> arn(String name) {
        return Setting.of(
                name,
                optional(text(
                        "a role's name such as `arn:aws:iam::123456789012:role/pictures`",
                        "arn:[a-z0-9\\-]{1,20}:[a-z0-9\\-]{1,20}:[a-z0-9\\-]*:[A-Za-z0-9]*:[!-~]{1,512}")));
    }

    /** STS's own rule. */
    static Setting<Optional<String>> externalId(String name) {
        return Setting.of(
                name,
                optional(text("2 to 1224 letters, digits and `+=,.@:/-_`", "[A-Za-z0-9_+=,.@:/\\\\\\-]{2,1224}")));
    }

    static Setting<Optional<URI>> endpoint(String name) {
        return Setting.of(name, optional(Readers.endpoint()));
    }
}
