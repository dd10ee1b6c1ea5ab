package dev.tomthumb;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.WarmSettings;
import dev.tomthumb.engine.ImageEngine;
import dev.tomthumb.engine.Keys;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.engine.warm.Popular;
import dev.tomthumb.engine.warm.Warmer;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.source.Sources;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Renditions that are made before anybody asks: those of a list, and after a purge those that were asked for most. */
final class Warming {
    private final Sources sources;
    private final Keys keys;
    private final WarmMenu menu;
    private final Warmer warmer;
    private final Optional<Popular> popular;

    /** @param cacheIsWhole whether all tiers serve; nothing is made while they do not */
    Warming(
            Settings settings,
            VisitorUrls visitorUrls,
            WantedUrls wanted,
            Sources sources,
            Keys keys,
            ImageEngine engine,
            BooleanSupplier cacheIsWhole) {
        this.sources = sources;
        this.keys = keys;
        this.menu = new WarmMenu(visitorUrls, wanted, sources, settings.get(WarmSettings.ACCEPT));
        this.warmer = new Warmer(
                new EngineKitchen(engine),
                menu,
                new Warmer.Bounds(settings.get(WarmSettings.CONCURRENCY), settings.get(WarmSettings.MAX_URLS)),
                Optional.of(settings.get(SettingTable.CACHE_DIR).resolve("warm")),
                cacheIsWhole);
        int most = settings.get(WarmSettings.AFTER_PURGE);
        this.popular = most == 0 ? Optional.empty() : Optional.of(new Popular(most));
    }

    /** Makes them; to be closed by the caller. */
    Warmer warmer() {
        return warmer;
    }

    /** Whether a URL of a list names a picture. */
    boolean isPicture(String text) {
        return menu.isPicture(text);
    }

    /** Counts a rendition that was sent, if popular ones are made again. */
    void asked(ImageRequest image, Partition partition, Delivery delivery, Rendition rendition) {
        boolean page = image.source().scheme().equals(Mount.DISPATCH);
        if (popular.isPresent() && partition.isShared() && !delivery.bypass() && !page) {
            popular.get()
                    .asked(
                            keys.key(image, partition),
                            () -> WarmMenu.order(image, sources, delivery.tags()),
                            rendition.tags());
        }
    }

    void makeAgain(List<Invalidation> purged) {
        popular.ifPresent(counted -> warmer.makeAgain(counted.meant(purged)));
    }
}
