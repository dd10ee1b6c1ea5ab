package dev.tomthumb.cache;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An {@link Invalidation} as one line of ASCII, to be carried to another node: a word, and behind a blank what it is
 * about, percent-encoded.
 *
 * <pre>
 * all
 * original s3%3A%2F%2Fphotos%2Fcat.jpg
 * prefix s3%3A%2F%2Fphotos%2F2026%2F
 * tag product%3A42
 * rendition [the variant] [the original]
 * </pre>
 */
public final class InvalidationText {
    private InvalidationText() {}

    /**
     * The line, without its end.
     *
     * @throws IllegalArgumentException for {@link Invalidation.OfOlderVersions}, which no text says
     */
    public static String write(Invalidation what) {
        if (what instanceof Invalidation.Everything) {
            return "all";
        }
        if (what instanceof Invalidation.OfOriginal original) {
            return "original " + encoded(original.reference());
        }
        if (what instanceof Invalidation.OfOriginals originals) {
            return "prefix " + encoded(originals.prefix());
        }
        if (what instanceof Invalidation.OfTag tagged) {
            return "tag " + encoded(tagged.tag());
        }
        if (what instanceof Invalidation.OfRendition one) {
            return "rendition " + encoded(one.rendition().variant()) + ' '
                    + encoded(one.rendition().original());
        }
        throw new IllegalArgumentException("no text says " + what);
    }

    /** What a line says; empty for one that is none of these. */
    public static Optional<Invalidation> read(String line) {
        String[] words = line.split(" ", -1);
        try {
            return switch (words[0] + '/' + words.length) {
                case "all/1" -> Optional.of(new Invalidation.Everything());
                case "original/2" -> Optional.of(new Invalidation.OfOriginal(decoded(words[1])));
                case "prefix/2" -> Optional.of(new Invalidation.OfOriginals(decoded(words[1])));
                case "tag/2" -> Optional.of(new Invalidation.OfTag(decoded(words[1])));
                case "rendition/3" -> Optional.of(new Invalidation.OfRendition(key(words[1], words[2])));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException noEscape) {
            return Optional.empty();
        }
    }

    private static CacheKey key(String variant, String original) {
        return new CacheKey(decoded(variant) + decoded(original), decoded(original));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
