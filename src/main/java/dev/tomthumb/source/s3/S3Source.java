package dev.tomthumb.source.s3;

import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.ByteLimit;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.OriginHeaders;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Originals in S3 buckets, as {@code s3://bucket/key} or {@code s3://bucket/key?version}.
 *
 * <p>Plain GETs through the SDK's thinnest HTTP client, which keeps connections alive and starts no threads. One thread
 * of ours watches the time limits; {@link #close} ends it.
 */
public final class S3Source implements Source, AutoCloseable {
    private static final int NOT_MODIFIED = 304;
    /** Range Not Satisfiable. */
    private static final int OUTSIDE = 416;

    private final S3Config config;
    private final S3Timers timers = new S3Timers("tomthumb-s3-timeout");
    private final AwsCredentialsProvider credentials;
    private final S3Client client;

    /** Connects to nothing yet. */
    public S3Source(S3Config config) {
        this.config = config;
        this.credentials = S3Clients.credentials(config, timers.executor());
        this.client = S3Clients.client(config, credentials, timers.executor());
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        GetObjectRequest.Builder request = request(ref);
        known.entityTag().ifPresent(request::ifNoneMatch);
        known.lastModified().ifPresent(request::ifModifiedSince);
        long end = System.nanoTime() + config.deadline().toNanos();
        try (S3Body body = client.getObject(request.build(), S3Body.LEFT_OPEN)) {
            return original(body, end, room);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_MODIFIED && !known.isEmpty()) {
                return new Fetched.NotModified(lifetime(e));
            }
            throw S3Refusal.of(e);
        } catch (SdkException e) {
            throw S3Refusal.of(e);
        } catch (IOException e) {
            throw S3Refusal.cutShort(e);
        }
    }

    /** What the server says of an object that is not there is a refusal: its XML is nobody's business. */
    @Override
    public Passed pass(SourceRef ref, Asked asked, Room room) throws ImageException {
        GetObjectRequest.Builder request = request(ref);
        Map<String, String> fields = asked.fields();
        Optional.ofNullable(fields.get("If-None-Match")).ifPresent(request::ifNoneMatch);
        Optional.ofNullable(fields.get("If-Modified-Since"))
                .flatMap(S3Source::date)
                .ifPresent(request::ifModifiedSince);
        // S3 has no If-Range: a part of what may be another version by now is no good to anybody.
        Optional.ofNullable(fields.get("Range"))
                .filter(range -> !fields.containsKey("If-Range"))
                .ifPresent(request::range);
        long end = System.nanoTime() + config.deadline().toNanos();
        try (S3Body body = client.getObject(request.build(), S3Body.LEFT_OPEN)) {
            return S3Pass.of(body, new TimedStream(body.content(), end), room);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_MODIFIED || e.statusCode() == OUTSIDE) {
                return new Passed(e.statusCode(), Map.of(), new byte[0], Visibility.PUBLIC);
            }
            throw S3Refusal.of(e);
        } catch (SdkException e) {
            throw S3Refusal.hasCause(e, SocketTimeoutException.class) ? S3Refusal.timeout(e) : S3Refusal.of(e);
        } catch (SocketTimeoutException e) {
            throw S3Refusal.timeout(e);
        } catch (IOException e) {
            throw S3Refusal.cutShort(e);
        }
    }

    private GetObjectRequest.Builder request(SourceRef ref) throws ImageException {
        S3Location location = S3Location.read(ref.location(), config.versions());
        if (!config.buckets().test(location.bucket())) {
            throw new ImageException(
                    Problem.BUCKET_FORBIDDEN, "The S3 bucket is not among the allowed ones (tomthumb.s3.buckets).");
        }
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
        location.version().ifPresent(request::versionId);
        return request;
    }

    private static Fetched.Original original(S3Body body, long end, Room room) throws ImageException {
        Optional<String> part = Optional.ofNullable(body.response().contentRange());
        if (part.isPresent() && !OriginHeaders.isWhole(part)) {
            // Kept under the original's key, it would stand for the whole.
            throw new ImageException(
                    Problem.ORIGIN_FAILED, "The store gave a part of the original without being asked for one.");
        }
        byte[] bytes = read(body.content(), body.response(), end, room);
        body.finished();
        return new Fetched.Original(
                bytes,
                validators(body.response()),
                visibility(body.response()),
                lifetime(body.response()),
                tags(body.response()));
    }

    private static byte[] read(InputStream body, GetObjectResponse response, long end, Room room)
            throws ImageException {
        Optional<String> coding = Optional.ofNullable(response.contentEncoding());
        try {
            InputStream plain = OriginHeaders.decoded(new TimedStream(body, end), coding)
                    .orElseThrow(() -> new ImageException(
                            Problem.ORIGIN_FAILED,
                            "The original is stored with a Content-Encoding that is not read; gzip and none are."));
            return ByteLimit.read(plain, declared(response, coding), room);
        } catch (ZipException e) {
            throw new ImageException(Problem.ORIGIN_FAILED, "The gzip coding of the original is broken.", e);
        } catch (SocketTimeoutException e) {
            throw S3Refusal.timeout(e);
        } catch (IOException | SdkException e) {
            throw S3Refusal.hasCause(e, SocketTimeoutException.class) ? S3Refusal.timeout(e) : S3Refusal.cutShort(e);
        }
    }

    private static OptionalLong declared(GetObjectResponse response, Optional<String> coding) {
        return response.contentLength() == null || !OriginHeaders.isIdentity(coding)
                ? OptionalLong.empty()
                : OptionalLong.of(response.contentLength());
    }

    private static Validators validators(GetObjectResponse response) {
        return new Validators(Optional.ofNullable(response.eTag()), Optional.ofNullable(response.lastModified()));
    }

    private static Lifetime lifetime(GetObjectResponse response) {
        return new Lifetime(
                Optional.ofNullable(response.cacheControl()),
                Optional.ofNullable(response.expiresString())
                        .map(text -> date(text).orElse(Instant.EPOCH)));
    }

    /** What a 304 says. */
    private static Lifetime lifetime(S3Exception notModified) {
        return Optional.ofNullable(notModified.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .map(head -> new Lifetime(
                        head.firstMatchingHeader("Cache-Control"),
                        head.firstMatchingHeader("Expires")
                                .map(text -> date(text).orElse(Instant.EPOCH))))
                .orElse(Lifetime.UNKNOWN);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException noDate) {
            // Stored by whoever uploaded the object, in whatever form: then it says nothing.
            return Optional.empty();
        }
    }

    /** From {@code x-amz-meta-cache-tag}, the header CloudFront is told to read tags from. */
    private static List<String> tags(GetObjectResponse response) {
        return CacheTags.ofField(response.metadata().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("cache-tag"))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    private static Visibility visibility(GetObjectResponse response) {
        return OriginHeaders.visibility(Optional.ofNullable(response.cacheControl()));
    }

    @Override
    public void close() {
        client.close();
        timers.close();
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
