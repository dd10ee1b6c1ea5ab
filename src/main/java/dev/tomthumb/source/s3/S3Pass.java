package dev.tomthumb.source.s3;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.source.ByteLimit;
import dev.tomthumb.source.OriginHeaders;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Room;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object as its server sends it. */
final class S3Pass {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private S3Pass() {}

    static Passed of(S3Body body, InputStream content, Room room) throws IOException, ImageException {
        GetObjectResponse response = body.response();
        OptionalLong length =
                response.contentLength() == null ? OptionalLong.empty() : OptionalLong.of(response.contentLength());
        byte[] bytes = ByteLimit.read(content, length, room);
        body.finished();
        return new Passed(
                response.contentRange() == null ? 200 : 206,
                fields(response),
                bytes,
                OriginHeaders.visibility(Optional.ofNullable(response.cacheControl())));
    }

    private static Map<String, String> fields(GetObjectResponse response) {
        Map<String, String> fields = new TreeMap<>();
        Optional.ofNullable(response.contentType()).ifPresent(value -> fields.put("Content-Type", value));
        Optional.ofNullable(response.contentEncoding())
                .filter(coding -> !OriginHeaders.isIdentity(Optional.of(coding)))
                .ifPresent(value -> fields.put("Content-Encoding", value));
        Optional.ofNullable(response.contentRange()).ifPresent(value -> fields.put("Content-Range", value));
        Optional.ofNullable(response.acceptRanges()).ifPresent(value -> fields.put("Accept-Ranges", value));
        Optional.ofNullable(response.lastModified())
                .ifPresent(value -> fields.put("Last-Modified", DATE.format(value)));
        Optional.ofNullable(response.eTag()).ifPresent(value -> fields.put("ETag", value));
        return fields;
    }
}
