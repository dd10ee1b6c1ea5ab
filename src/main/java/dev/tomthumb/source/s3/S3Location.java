package dev.tomthumb.source.s3;

import dev.tomthumb.model.DotSegments;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an object lies.
 *
 * @param bucket a bucket's name
 * @param key exactly as stored: {@code //bucket//a} is the key {@code /a}
 * @param version a version id
 */
record S3Location(String bucket, String key, Optional<String> version) {
    /** S3's rule for names, a little wider so that other vendors' buckets pass, and never a dot segment. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._\\-]{1,253}");
    /** S3's limit, in bytes of UTF-8. */
    private static final int LONGEST_KEY = 1024;

    /**
     * @param location {@code //bucket/key}, or {@code //bucket/key?version}
     * @param versions whether {@code ?} separates a version
     * @throws ImageException {@code SOURCE_FORBIDDEN} if it is not such a text, {@code ORIGINAL_MISSING} if no object
     *     can have such a key
     */
    static S3Location read(String location, boolean versions) throws ImageException {
        int slash = location.indexOf('/', 2);
        if (!location.startsWith("//") || slash < 0) {
            throw forbidden("An S3 source is written s3://bucket/key.");
        }
        String bucket = location.substring(2, slash);
        if (!BUCKET.matcher(bucket).matches()) {
            throw forbidden("The S3 source's bucket cannot be the name of a bucket.");
        }
        String rest = location.substring(slash + 1);
        int question = versions ? rest.indexOf('?') : -1;
        String key = question < 0 ? rest : rest.substring(0, question);
        Optional<String> version =
                Optional.of(question < 0 ? "" : rest.substring(question + 1)).filter(id -> !id.isEmpty());
        requirePlain(key);
        requirePlain(version.orElse(""));
        requireObject(key);
        return new S3Location(bucket, key, version);
    }

    /** Some servers and proxies resolve dot segments and would leave the permitted bucket. */
    private static void requirePlain(String text) throws ImageException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw forbidden("An S3 source has no control characters.");
        }
        if (DotSegments.in(text)) {
            throw forbidden("An S3 source has no . or .. segments in its key.");
        }
    }

    private static void requireObject(String key) throws ImageException {
        if (key.isEmpty() || key.endsWith("/")) {
            throw missing("The S3 source names a folder, and folders are not listed.");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw missing("An S3 key has at most " + LONGEST_KEY + " bytes.");
        }
    }

    private static ImageException forbidden(String sentence) {
        return new ImageException(Problem.SOURCE_FORBIDDEN, sentence);
    }

    private static ImageException missing(String sentence) {
        return new ImageException(Problem.ORIGINAL_MISSING, sentence);
    }
}
