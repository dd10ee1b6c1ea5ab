package dev.tomthumb;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.model.Rendition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of renditions among several applications. {@code webapp:/photos/1.jpg} is another picture in each of them, so
 * the name of such a rendition, where it is shared, says which application's it is. Like a partition's, that name stands
 * inside the fingerprint's word, which no text a URL can carry reaches.
 *
 * <p>Purges of renditions go out under the shared name. All others go out as they are: a purge of {@code webapp:/photos/1.jpg}
 * means that of each application, which makes one picture too many anew.
 */
final class SharedNames {
    private static final char MARK = '#';
    /** Whose originals are what their reference says, whoever asks; behind what else a request may name. */
    private static final Pattern OWN = Pattern.compile("(webapp|local|dispatch)(:|%3A)", Pattern.CASE_INSENSITIVE);

    private final String word;

    /** @param name the application's, which its other nodes have as well */
    SharedNames(String name) {
        this.word = MARK + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** What a rendition is called where it is shared. */
    CacheKey shared(CacheKey key) {
        int blank = key.text().indexOf(' ');
        if (blank <= 0 || !OWN.matcher(key.text()).find(blank)) {
            return key;
        }
        return new CacheKey(key.text().substring(0, blank) + word + key.text().substring(blank), key.original());
    }

    /** What it is called here; that of another application as if it were one of this. */
    CacheKey here(CacheKey key) {
        int blank = key.text().indexOf(' ');
        int mark = key.text().indexOf(MARK);
        return mark < 0 || mark > blank
                ? key
                : new CacheKey(key.text().substring(0, mark) + key.text().substring(blank), key.original());
    }

    /** A purge for the others. */
    Invalidation shared(Invalidation what) {
        return what instanceof Invalidation.OfRendition one
                ? new Invalidation.OfRendition(shared(one.rendition()))
                : what;
    }

    /** A purge of the others. */
    Invalidation here(Invalidation what) {
        return what instanceof Invalidation.OfRendition one
                ? new Invalidation.OfRendition(here(one.rendition()))
                : what;
    }

    /** The same renditions, by the names they have here. */
    SharedRenditions over(SharedRenditions renditions) {
        return new Named(renditions);
    }

    private final class Named implements SharedRenditions {
        private final SharedRenditions renditions;

        Named(SharedRenditions renditions) {
            this.renditions = renditions;
        }

        @Override
        public long stamp() {
            return renditions.stamp();
        }

        @Override
        public Optional<Rendition> find(CacheKey key, Duration expected) {
            return renditions.find(shared(key), expected);
        }

        @Override
        public void offer(CacheKey key, Rendition rendition, long stamp) {
            renditions.offer(shared(key), rendition, stamp);
        }

        @Override
        public void abandon(CacheKey key) {
            renditions.abandon(shared(key));
        }

        @Override
        public String describe() {
            return renditions.describe();
        }

        @Override
        public Optional<String> lack() {
            return renditions.lack();
        }

        @Override
        public Map<String, Map<String, Long>> statistics() {
            return renditions.statistics();
        }

        @Override
        public void close() {
            renditions.close();
        }
    }
}
