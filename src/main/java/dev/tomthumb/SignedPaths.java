package dev.tomthumb;

import dev.tomthumb.config.CloudFrontSettings;
import dev.tomthumb.config.PathPattern;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SignedPath;
import dev.tomthumb.http.cloudfront.KeyGroup;
import dev.tomthumb.http.cloudfront.PublicKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths that only signed URLs and cookies open, with the keys that sign for them. Immutable. */
public final class SignedPaths {
    /** Far more than a key's PEM with all of its comments. */
    private static final int MOST_FILE_BYTES = 64 << 10;

    private final List<Guard> guards;
    private final Optional<String> urlBase;

    /**
     * A guarded part of the site.
     *
     * @param pattern which paths
     * @param keys what opens them
     */
    public record Guard(PathPattern pattern, KeyGroup keys) {}

    private SignedPaths(List<Guard> guards, Optional<String> urlBase) {
        this.guards = List.copyOf(guards);
        this.urlBase = urlBase;
    }

    /**
     * By the settings; reads the files of the keys.
     *
     * @throws IllegalStateException naming every key that cannot be used, its file, and why
     */
    static SignedPaths of(Settings settings) {
        List<String> mistakes = new ArrayList<>();
        List<Guard> guards = new ArrayList<>();
        for (SignedPath path : settings.get(CloudFrontSettings.SIGNERS)) {
            guards.add(new Guard(path.pattern(), group(path, mistakes)));
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    CloudFrontSettings.SIGNERS.name() + ": " + String.join("; ", mistakes) + ".");
        }
        return new SignedPaths(guards, settings.get(CloudFrontSettings.URL_BASE));
    }

    private static KeyGroup group(SignedPath path, List<String> mistakes) {
        Map<String, PublicKey> keys = new HashMap<>();
        for (SignedPath.KeyFile key : path.keys()) {
            try {
                PublicKey read = PublicKeys.read(text(key.file()));
                new KeyGroup(Map.of(key.id(), read));
                keys.put(key.id(), read);
            } catch (IOException unreadable) {
                mistakes.add(
                        "the file " + key.file() + " of the key " + key.id() + " cannot be read (" + unreadable + ")");
            } catch (IllegalArgumentException unusable) {
                mistakes.add("the file " + key.file() + " of the key " + key.id() + " " + unusable.getMessage());
            }
        }
        return new KeyGroup(keys);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_FILE_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether nothing is guarded, which is how most sites are. */
    public boolean isEmpty() {
        return guards.isEmpty();
    }

    /** The first guard of {@code path}, which is decoded and relative to the context; empty = it is open. */
    public Optional<Guard> guarding(String path) {
        return guards.stream().filter(guard -> guard.pattern().matches(path)).findFirst();
    }

    /** What stands in signed URLs for scheme, host and context path, without a slash at its end; empty = as asked for. */
    public Optional<String> urlBase() {
        return urlBase;
    }
}
