package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.config.Settings;
import dev.tomthumb.model.ImageEvents;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that is wrong with the files and texts that settings name, once one of them has kept the product from
 * starting: else each would show itself only after the one before it was mended.
 */
final class StartMistakes {
    private final Settings settings;
    private final Site site;
    private final Set<String> sentences = new LinkedHashSet<>();

    private StartMistakes(Settings settings, Site site) {
        this.settings = settings;
        this.site = site;
    }

    /**
     * The failure that names all of them.
     *
     * @param first what was found at the start
     * @param codecs reads pictures that settings name; empty = they are not looked at
     */
    static IllegalStateException all(
            IllegalStateException first, Settings settings, Site site, Optional<Codecs> codecs) {
        StartMistakes mistakes = new StartMistakes(settings, site);
        mistakes.sentences.add(String.valueOf(first.getMessage()));
        mistakes.check(() -> SignedPaths.of(settings));
        codecs.ifPresent(mistakes::checkPictures);
        mistakes.check(() -> new CacheSettings(settings, site).requireSound());
        mistakes.checkOptions();
        return mistakes.sentences.size() == 1 ? first : new IllegalStateException(mistakes.text(), first);
    }

    private void checkPictures(Codecs codecs) {
        check(() -> FallbackImage.read(settings, codecs));
        check(() -> new OwnWatermark(settings, codecs).watermarks());
    }

    /** Presets and allowed options; presets may name originals. */
    private void checkOptions() {
        check(() -> {
            try (Originals originals = new Originals(settings, site, ImageEvents.NONE)) {
                new Dialects(settings, originals, InstantSource.system()).all();
            }
        });
    }

    /** A part of the start that may be tried alone. */
    @FunctionalInterface
    private interface Part {
        void run() throws Exception;
    }

    private void check(Part part) {
        try {
            part.run();
        } catch (Exception mistake) {
            sentences.add(String.valueOf(mistake.getMessage()));
        }
    }

    private String text() {
        return sentences.stream()
                .map(sentence -> "\n  " + sentence)
                .collect(Collectors.joining("", sentences.size() + " things are wrong:", ""));
    }
}
