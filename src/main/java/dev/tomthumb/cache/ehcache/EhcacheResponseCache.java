package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.ResponseCache;
import dev.tomthumb.cache.disk.ehcache.DiskTierConfiguration;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ehcache.expiry.ExpiryPolicy;

/**
 * The host application's answers in tiers like the renditions', from the cache {@code responses} of the same
 * {@code ehcache.xml}: a {@link ResponseRecord} is the body of an entry there, so that everything that holds of the
 * renditions (crash safety, checksums, purges that last, disks that are missing) holds of answers, too.
 */
public final class EhcacheResponseCache implements ResponseCache {
    /** Where the file says nothing: some pages of common sizes, and nothing on disk. */
    private static final int USUAL_ENTRIES = 200;

    private final EhcacheRenditionCache tiers;

    private EhcacheResponseCache(EhcacheRenditionCache tiers) {
        this.tiers = tiers;
    }

    /**
     * Opens the cache; see {@link EhcacheRenditionCache#open}. A file without a cache {@code responses} gives one that
     * lies in the heap alone.
     *
     * @throws CacheConfigurationException if the configuration cannot be used; the message says where and why
     */
    public static EhcacheResponseCache open(EhcacheRenditionCache.Setup setup, ImageEvents events, InstantSource clock)
            throws CacheConfigurationException {
        CacheShape shape = EhcacheXml.readOptional(setup.configuration(), EhcacheXml.RESPONSES)
                .orElseGet(EhcacheResponseCache::heapAlone);
        return new EhcacheResponseCache(EhcacheRenditionCache.open(shape, setup, events, clock));
    }

    private static CacheShape heapAlone() {
        return new CacheShape(
                EhcacheXml.RESPONSES,
                USUAL_ENTRIES,
                Optional.empty(),
                Optional.empty(),
                DiskTierConfiguration.defaults(),
                ExpiryPolicy.NO_EXPIRY,
                List.of());
    }

    @Override
    public Optional<Kept> get(CacheKey key) {
        return tiers.get(key).flatMap(entry -> ResponseRecord.read(entry.body()));
    }

    @Override
    public void put(CacheKey key, Kept kept, long stamp) {
        List<String> tags =
                kept instanceof Kept.Answer answer ? answer.response().tags() : List.of();
        Instant made = kept instanceof Kept.Answer answer ? answer.response().receivedAt() : Instant.EPOCH;
        tiers.put(
                key,
                new Rendition(
                        DocumentType.RESPONSE,
                        Optional.empty(),
                        ResponseRecord.write(kept),
                        "",
                        made,
                        Validators.NONE,
                        Visibility.PUBLIC,
                        0,
                        Optional.empty(),
                        Lifetime.UNKNOWN,
                        tags),
                stamp);
    }

    @Override
    public long stamp() {
        return tiers.stamp();
    }

    @Override
    public void remove(CacheKey key) {
        tiers.remove(key);
    }

    @Override
    public long invalidate(Invalidation what) {
        return tiers.invalidate(what);
    }

    /** See {@link EhcacheRenditionCache#tryTakeOver}. */
    public boolean tryTakeOver() {
        return tiers.tryTakeOver();
    }

    @Override
    public String describe() {
        return tiers.describe();
    }

    @Override
    public Optional<String> lack() {
        return tiers.lack();
    }

    @Override
    public Map<String, Map<String, Long>> statistics() {
        return tiers.statistics();
    }

    @Override
    public void close() {
        tiers.close();
    }
}
