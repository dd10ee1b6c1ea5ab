package dev.tomthumb.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Texts that mean something else in imgproxy's settings than in ours. */
final class ImgproxyTexts {
    /** Go's {@code strconv.ParseBool}. */
    static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

    static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private ImgproxyTexts() {}

    /**
     * The web part of {@code IMGPROXY_ALLOWED_SOURCES}. Entries that allow a whole other scheme are left out, because
     * buckets and the local directory are opened by settings of their own; anything finer stays in the text, where
     * the reader refuses it instead of allowing too much.
     */
    static Optional<String> webSources(String text) {
        List<String> web = new ArrayList<>();
        for (String entry : Readers.parts(text, ",")) {
            if (!entry.matches("(local|s3|gs|abs|swift)://[/*]?")) {
                web.add(entry.matches("https?://") ? entry + "*" : entry);
            }
        }
        return Optional.of(web.isEmpty() ? "off" : String.join(",", web));
    }
}
