package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.Rendition;
import java.util.List;
import java.util.Optional;

/**
 * Tags of URLs whose rendition another URL had made. Tags are no part of a rendition's key, or one picture would be made for
 * each set of them; so a rendition takes on those that it is asked for by later.
 */
final class LateTags {
    private final RenditionCache cache;
    private final SharedRenditions shared;

    LateTags(RenditionCache cache, SharedRenditions shared) {
        this.cache = cache;
        this.shared = shared;
    }

    /**
     * Sees to it that the rendition of an answer can be purged by the tags of the URL it answers, too; here and on other nodes.
     *
     * @param tags no more are taken on than one object may have, {@value CacheTags#MOST}
     */
    void bear(CacheKey key, Partition partition, Rendition sent, List<String> tags) {
        if (tags.isEmpty() || bears(sent, tags)) {
            return;
        }
        // In this order: what is declared old from now on takes no tag on.
        long sharedStamp = shared.stamp();
        long stamp = cache.stamp();
        Optional<Rendition> kept = cache.get(key);
        if (kept.isEmpty() || bears(kept.get(), tags)) {
            return;
        }
        List<String> all = CacheTags.union(kept.get().tags(), tags);
        Rendition tagged = kept.get().tagged(all.subList(0, Math.min(all.size(), CacheTags.MOST)));
        cache.put(key, tagged, stamp);
        if (partition.isShared()) {
            shared.offer(key, tagged, sharedStamp);
        }
    }

    /** Whether it has them, or has no room for more. */
    private static boolean bears(Rendition rendition, List<String> tags) {
        List<String> has = rendition.tags();
        return has.size() >= CacheTags.MOST || has.containsAll(CacheTags.union(tags, List.of()));
    }
}
