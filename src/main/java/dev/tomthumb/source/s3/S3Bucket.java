package dev.tomthumb.source.s3;

import dev.tomthumb.source.s3.S3BucketException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A part of a bucket that this server reads and writes itself. Names are relative to its prefix. Serves all threads; calls
 * block, each for {@link S3Config#deadline} at most as far as the SDK can see to it.
 */
public final class S3Bucket implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;
    /** What S3 lists at once. */
    private static final int PAGE = 1000;

    private final String bucket;
    private final String prefix;
    private final S3Config config;
    private final S3Timers timers = new S3Timers("tomthumb-s3-bucket-timeout");
    private final AwsCredentialsProvider credentials;
    private final S3Client client;

    /**
     * Connects to nothing yet.
     *
     * @param prefix what all keys begin with: empty, or a text that ends with a slash
     */
    public S3Bucket(String bucket, String prefix, S3Config config) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.config = config;
        this.credentials = S3Clients.credentials(config, timers.executor());
        this.client = S3Clients.client(config, credentials, timers.executor());
    }

    /**
     * An object.
     *
     * @param metadata what was written with it, names in lower case
     * @param date the server's clock when it answered
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Found(byte[] body, Map<String, String> metadata, Optional<Instant> date) {}

    /** An object in a list, and when it was written by the server's clock. */
    public record Listed(String name, Instant modified) {}

    /**
     * What there is.
     *
     * @param truncated whether there are more
     * @param date the server's clock when it began to answer
     */
    public record Listing(List<Listed> objects, boolean truncated, Optional<Instant> date) {}

    /**
     * Reads an object.
     *
     * @param room asked before the body is read, with its size, or {@code most} where that is not told
     * @return empty if there is none
     * @throws S3BucketException {@code UNFIT} if it is larger than {@code most}, or there is no room
     */
    public Optional<Found> get(String name, long most, LongPredicate room) throws S3BucketException {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(prefix + name).build();
        long end = System.nanoTime() + config.deadline().toNanos();
        try (S3Body body = client.getObject(request, S3Body.LEFT_OPEN)) {
            byte[] bytes = read(body, end, most, room);
            body.finished();
            return Optional.of(new Found(bytes, metadata(body.response()), date(body.response())));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(e))) {
                return Optional.empty();
            }
            throw refused(e, "s3:GetObject and s3:ListBucket");
        } catch (SdkException e) {
            throw unanswered(e);
        } catch (IOException e) {
            throw new S3BucketException(Kind.UNAVAILABLE, "The S3 server broke off.", e);
        }
    }

    private static byte[] read(S3Body body, long end, long most, LongPredicate room)
            throws IOException, S3BucketException {
        @Nullable Long length = body.response().contentLength();
        if (length != null && length > most) {
            throw new S3BucketException(Kind.UNFIT, "It has " + length + " bytes, more than " + most + ".");
        }
        if (!room.test(length == null ? most : length)) {
            throw new S3BucketException(Kind.UNFIT, "There is no room for it at present.");
        }
        InputStream content = new TimedStream(body.content(), end);
        byte[] bytes = content.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most + 1));
        if (bytes.length > most) {
            throw new S3BucketException(Kind.UNFIT, "It has more than " + most + " bytes.");
        }
        if (length != null && bytes.length != length) {
            throw new IOException("the object was cut short");
        }
        return bytes;
    }

    private static Map<String, String> metadata(GetObjectResponse response) {
        Map<String, String> metadata = new HashMap<>();
        response.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
        return metadata;
    }

    /**
     * Writes an object.
     *
     * @param metadata names and values, ASCII, at most 2 kB together
     * @param onlyIfAbsent whether one that exists stays as it is
     * @return whether it was written
     * @throws S3BucketException {@code UNFIT} if the server knows no such condition
     */
    public boolean put(
            String name,
            byte[] body,
            Map<String, String> metadata,
            String contentType,
            Optional<String> cacheControl,
            boolean onlyIfAbsent)
            throws S3BucketException {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(prefix + name)
                .contentType(contentType)
                .metadata(metadata);
        cacheControl.ifPresent(request::cacheControl);
        if (onlyIfAbsent) {
            request.ifNoneMatch("*");
        }
        try {
            client.putObject(request.build(), RequestBody.fromBytes(body));
            return true;
        } catch (S3Exception e) {
            if (onlyIfAbsent && (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT)) {
                return false;
            }
            if (onlyIfAbsent && e.statusCode() == NOT_IMPLEMENTED) {
                throw new S3BucketException(Kind.UNFIT, "The S3 server knows no If-None-Match for writes.", e);
            }
            throw refused(e, "s3:PutObject");
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    /** Removes an object; that there is none is fine, too. */
    public void delete(String name) throws S3BucketException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw refused(e, "s3:DeleteObject");
            }
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    /** Objects whose names begin so, at most {@code most} of them. */
    public Listing list(String start, int most) throws S3BucketException {
        List<Listed> objects = new ArrayList<>();
        Optional<Instant> date = Optional.empty();
        @Nullable String next = null;
        try {
            do {
                ListObjectsV2Response page = client.listObjectsV2(ListObjectsV2Request.builder()
                        .bucket(bucket)
                        .prefix(prefix + start)
                        .maxKeys(Math.min(PAGE, most - objects.size()))
                        .continuationToken(next)
                        .build());
                date = date.or(() -> date(page));
                page.contents()
                        .forEach(object -> objects.add(
                                new Listed(object.key().substring(prefix.length()), object.lastModified())));
                next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
            } while (next != null && objects.size() < most);
            return new Listing(objects, next != null, date);
        } catch (S3Exception e) {
            throw refused(e, "s3:ListBucket");
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private static Optional<Instant> date(SdkResponse response) {
        return Optional.ofNullable(response.sdkHttpResponse()).flatMap(S3Bucket::date);
    }

    private static Optional<Instant> date(SdkHttpResponse head) {
        try {
            return head.firstMatchingHeader("Date")
                    .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private S3BucketException refused(S3Exception e, String permission) {
        int status = e.statusCode();
        if (status == 401 || status == 403) {
            return new S3BucketException(
                    Kind.DENIED,
                    "The S3 server refuses this server (" + orStatus(code(e), status) + "): its credentials must allow "
                            + permission + " in s3://" + bucket + "/" + prefix + ".",
                    e);
        }
        if (status == NOT_FOUND) {
            return new S3BucketException(Kind.DENIED, "There is no S3 bucket " + bucket + ".", e);
        }
        if (status == 301 || status == 307) {
            return new S3BucketException(Kind.DENIED, "The S3 bucket " + bucket + " lies in another region.", e);
        }
        return new S3BucketException(Kind.UNAVAILABLE, "The S3 server failed (" + orStatus(code(e), status) + ").", e);
    }

    private static String orStatus(String code, int status) {
        return code.matches("[A-Za-z]{1,64}") ? code : "status " + status;
    }

    private static String code(S3Exception e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    /** The sentences are those about originals, which do not say what was asked for. */
    private static S3BucketException unanswered(SdkException e) {
        return new S3BucketException(
                Kind.UNAVAILABLE, String.valueOf(S3Refusal.of(e).getMessage()), e);
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
