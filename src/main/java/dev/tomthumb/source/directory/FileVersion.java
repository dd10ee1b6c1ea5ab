package dev.tomthumb.source.directory;

import dev.tomthumb.model.Validators;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What tells two versions of a file apart.
 *
 * @param path below the root
 * @param size in bytes
 * @param modified as finely as the file system keeps it
 */
record FileVersion(String path, long size, Instant modified) {
    /** 96 bits: far beyond accident, and short enough for a header. */
    private static final int TAG_BYTES = 12;

    static FileVersion of(Path relative, BasicFileAttributes attributes) {
        return new FileVersion(
                relative.toString(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    /** Entity tag = hash of path, size and time, as imgproxy's local source has it (imgproxy features, section 7). */
    Validators validators() {
        byte[] hash = sha256((path + '\0' + size + '\0' + modified).getBytes(StandardCharsets.UTF_8));
        String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        return new Validators(Optional.of('"' + tag + '"'), Optional.of(seconds()));
    }

    /** RFC 9110, section 13.2.2: a known entity tag decides alone, the date only without one. */
    boolean isKnownBy(Validators known) {
        if (known.entityTag().isPresent()) {
            return known.entityTag().equals(validators().entityTag());
        }
        return known.lastModified().filter(date -> !seconds().isAfter(date)).isPresent();
    }

    private Instant seconds() {
        return modified.truncatedTo(ChronoUnit.SECONDS);
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
