package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.Settings;
import dev.tomthumb.engine.StandIns;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's stand-in for originals that cannot be had.
 *
 * <p>One that is read at the start is an original of its own scheme, named by its content: its renditions are kept like
 * all others, another file has other keys, and no URL can name it.
 */
final class FallbackImage {
    /** No URL and no mount can name it. */
    static final String SCHEME = "fallback";

    private final Settings settings;
    private final Optional<byte[]> bytes;

    private FallbackImage(Settings settings, Optional<byte[]> bytes) {
        this.settings = settings;
        this.bytes = bytes;
    }

    /** @throws IllegalStateException if its file cannot be read or is no picture; a sentence for the operator */
    static FallbackImage read(Settings settings, Codecs codecs) {
        Optional<Path> path = settings.get(AnswerSettings.FALLBACK_PATH);
        Optional<byte[]> data = settings.get(AnswerSettings.FALLBACK_DATA);
        if (path.isPresent()) {
            return of(settings, file(path.get()), codecs, AnswerSettings.FALLBACK_PATH);
        }
        return data.isPresent()
                ? of(settings, data.get(), codecs, AnswerSettings.FALLBACK_DATA)
                : new FallbackImage(settings, Optional.empty());
    }

    private static byte[] file(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    AnswerSettings.FALLBACK_PATH.name() + " names " + path + ", which cannot be read (" + unreadable
                            + ").",
                    unreadable);
        }
    }

    private static FallbackImage of(Settings settings, byte[] bytes, Codecs codecs, Setting<?> by) {
        try {
            codecs.header(bytes);
        } catch (ImageException useless) {
            throw new IllegalStateException(
                    by.name() + " gives a fallback image that cannot be used: " + useless.getMessage(), useless);
        }
        return new FallbackImage(settings, Optional.of(bytes));
    }

    /** What has been read, by where it lies. */
    Map<SourceRef, byte[]> inMemory() {
        return bytes.map(read -> Map.of(memory(read), read)).orElse(Map.of());
    }

    private Optional<SourceRef> ref() {
        return bytes.map(FallbackImage::memory).or(() -> settings.get(AnswerSettings.FALLBACK_URL));
    }

    private static SourceRef memory(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new SourceRef(SCHEME, HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** What may stand in for the original of a request: the URL's own choice, then the server's. */
    StandIns standIns(Delivery delivery) {
        List<SourceRef> originals = new ArrayList<>();
        delivery.fallback().ifPresent(originals::add);
        if (delivery.dialect().equals(Delivery.IMGPROXY) || settings.get(AnswerSettings.FALLBACK_QUERY)) {
            ref().ifPresent(originals::add);
        }
        return originals.isEmpty() ? StandIns.NONE : new StandIns(originals, settings.get(AnswerSettings.FALLBACK_FOR));
    }
}
