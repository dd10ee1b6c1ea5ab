package dev.tomthumb.source.s3;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

/** What the SDK's exceptions mean for the visitor and, in the sentence, for the operator. */
final class S3Refusal {
    private S3Refusal() {}

    static ImageException of(SdkException e) {
        return e instanceof S3Exception answer ? answered(answer) : unanswered(e);
    }

    private static ImageException answered(S3Exception e) {
        int status = e.statusCode();
        return switch (code(e)) {
            case "NoSuchBucket" -> refusal(Problem.ORIGINAL_MISSING, "The original's S3 bucket does not exist.", e);
            case "SignatureDoesNotMatch", "InvalidAccessKeyId", "ExpiredToken", "InvalidToken" ->
                refusal(
                        Problem.ORIGIN_DENIED,
                        "The S3 server does not accept this server's credentials (tomthumb.s3.access-key, "
                                + "tomthumb.s3.secret-key or the AWS default chain).",
                        e);
            case "RequestTimeTooSkewed" ->
                refusal(
                        Problem.ORIGIN_DENIED,
                        "The S3 server refuses this server's signature because one of the two clocks is wrong.",
                        e);
            case "InvalidObjectState" ->
                refusal(Problem.ORIGIN_DENIED, "The original is archived in S3 and must be restored first.", e);
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect" -> wrongRegion(e);
            default -> byStatus(status, e);
        };
    }

    private static ImageException byStatus(int status, S3Exception e) {
        if (status == 301 || status == 307) {
            return wrongRegion(e);
        }
        if (status == 401 || status == 403) {
            return refusal(
                    Problem.ORIGIN_DENIED,
                    "The S3 server does not let this server read the original: its credentials do not cover it, or "
                            + "there is no such key (without the right s3:ListBucket both look the same).",
                    e);
        }
        if (status == 404 || status == 405) {
            // 405 is S3's answer for a version that marks a deletion.
            return refusal(Problem.ORIGINAL_MISSING, "There is no such original in S3.", e);
        }
        return status >= 500
                ? refusal(Problem.ORIGIN_FAILED, "The S3 server failed (status " + status + ").", e)
                : refusal(
                        Problem.ORIGINAL_MISSING,
                        "The S3 server does not give the original (status " + status + ").",
                        e);
    }

    private static ImageException wrongRegion(S3Exception e) {
        String region = details(e)
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                .filter(name -> name.matches("[a-z0-9\\-]{1,40}"))
                .map(name -> ", " + name)
                .orElse("");
        // Not the bucket's fault, so its status is not handed on.
        return new ImageException(
                Problem.ORIGIN_FAILED,
                "The original's S3 bucket lies in another region" + region + " (tomthumb.s3.region must name it).",
                e);
    }

    private static String code(S3Exception e) {
        return details(e).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static Optional<AwsErrorDetails> details(S3Exception e) {
        return Optional.ofNullable(e.awsErrorDetails());
    }

    private static ImageException unanswered(SdkException e) {
        if (e instanceof StsException denied) {
            return refusal(
                    denied.statusCode() >= 500 ? Problem.ORIGIN_FAILED : Problem.ORIGIN_DENIED,
                    "This server is not given the role of tomthumb.s3.assume-role-arn (status " + denied.statusCode()
                            + ").",
                    e);
        }
        if (e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException
                || hasCause(e, SocketTimeoutException.class)) {
            return timeout(e);
        }
        if (hasCause(e, UnknownHostException.class)
                || hasCause(e, ConnectException.class)
                || hasCause(e, NoRouteToHostException.class)) {
            return refusal(Problem.ORIGIN_UNREACHABLE, "The S3 server cannot be reached.", e);
        }
        if (String.valueOf(e.getMessage()).contains("Unable to load credentials")) {
            return refusal(
                    Problem.ORIGIN_DENIED,
                    "This server has no credentials for S3: set tomthumb.s3.access-key and tomthumb.s3.secret-key, "
                            + "tomthumb.s3.anonymous, or what the AWS default chain reads.",
                    e);
        }
        return refusal(Problem.ORIGIN_FAILED, "The S3 server did not answer as it should.", e);
    }

    static ImageException timeout(Exception e) {
        return refusal(Problem.ORIGIN_TIMEOUT, "The S3 server took too long.", e);
    }

    static ImageException cutShort(Exception e) {
        return refusal(Problem.ORIGINAL_INCOMPLETE, "The original was cut short by the S3 server.", e);
    }

    static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static ImageException refusal(Problem problem, String sentence, Exception cause) {
        ImageException refusal = new ImageException(problem, sentence, cause);
        return cause instanceof S3Exception answer ? refusal.answered(answer.statusCode()) : refusal;
    }
}
