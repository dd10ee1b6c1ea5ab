package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.Settings;
import dev.tomthumb.engine.StandIns;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
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
        return new FallbackImage(
                settings,
                OwnPicture.read(settings, AnswerSettings.FALLBACK_DATA, AnswerSettings.FALLBACK_PATH, codecs));
    }

    /** What has been read, by where it lies. */
    Map<SourceRef, byte[]> inMemory() {
        return bytes.map(read -> Map.of(memory(read), read)).orElse(Map.of());
    }

    private Optional<SourceRef> ref() {
        return bytes.map(FallbackImage::memory).or(() -> settings.get(AnswerSettings.FALLBACK_URL));
    }

    private static SourceRef memory(byte[] bytes) {
        return new SourceRef(SCHEME, Hashsums.of("sha256", bytes));
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
