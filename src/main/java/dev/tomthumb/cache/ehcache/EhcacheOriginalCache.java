package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.KeptOriginal;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.cache.disk.Recent;
import dev.tomthumb.model.ImageEvents;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The cache of originals: outside the heap and on disk, as {@code ehcache.xml} says, in a directory of its own that is
 * locked like that of the renditions. Safe for all threads.
 */
public final class EhcacheOriginalCache implements OriginalCache {
    private static final Logger LOG = System.getLogger(EhcacheOriginalCache.class.getName());
    private static final double MB = 1024 * 1024;

    /** Below the directory of the renditions, whose own files lie beside it. */
    private static final String DIRECTORY = "originals";

    private final CacheShape shape;
    private final Path dir;
    private final FailureReport failures;
    private final DeepTiers<StoredOriginal> tiers;
    private final Recent<Invalidation> invalidations = new Recent<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private volatile boolean closed;

    private EhcacheOriginalCache(CacheShape shape, Path dir, String owner, ImageEvents events, InstantSource clock) {
        this.shape = shape;
        this.dir = dir;
        this.failures = new FailureReport(events, clock);
        this.tiers = DeepTiers.open(StoredOriginal.content(shape), shape, dir, owner, clock);
    }

    /**
     * Opens the cache, if the file has one. A directory that is held or cannot be written is no failure: see {@link
     * EhcacheRenditionCache#open}.
     *
     * @param configuration the {@code ehcache.xml}
     * @param cacheDir the directory of all caches; this one's files lie in {@code originals} below it
     * @param owner who holds the directory, for others to read
     * @throws CacheConfigurationException if the configuration cannot be used; the message says where and why
     */
    public static Optional<EhcacheOriginalCache> open(
            URL configuration, Path cacheDir, String owner, ImageEvents events, InstantSource clock)
            throws CacheConfigurationException {
        Optional<CacheShape> shape = EhcacheXml.readOriginals(configuration);
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        shape.get().ignored().forEach(sentence -> LOG.log(Level.WARNING, "{0}", sentence));
        EhcacheOriginalCache cache =
                new EhcacheOriginalCache(shape.get(), cacheDir.resolve(DIRECTORY), owner, events, clock);
        LOG.log(Level.INFO, "Cache of originals: {0}", cache.describe());
        return Optional.of(cache);
    }

    @Override
    public Optional<KeptOriginal> get(CacheKey key) {
        if (closed) {
            return Optional.empty();
        }
        Optional<KeptOriginal> found = failures.guard("get-original", () -> lookUp(key), Optional.empty());
        (found.isPresent() ? hits : misses).increment();
        return found;
    }

    private Optional<KeptOriginal> lookUp(CacheKey key) {
        Optional<StoredOriginal> stored = tiers.get(key);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        if (stored.get() instanceof StoredOriginal.Intact intact && intact.key().equals(key)) {
            return Optional.of(intact.original());
        }
        tiers.remove(key);
        failures.failed("read-original", new IOException("a stored original is damaged; it is forgotten"));
        return Optional.empty();
    }

    @Override
    public void put(CacheKey key, KeptOriginal original, long stamp) {
        if (closed || invalidations.since(stamp, what -> what.means(key, original.tags()))) {
            return;
        }
        puts.increment();
        if (!failures.guard("put-original", () -> tiers.put(key, new StoredOriginal.Intact(key, original)))) {
            // What lay there before is not what was put last.
            failures.guard("put-original", () -> tiers.remove(key));
        }
        if (invalidations.since(stamp, what -> what.means(key, original.tags()))) {
            // It came between the look and the store, and may have missed what was stored behind its back.
            remove(key);
        }
    }

    @Override
    public long stamp() {
        return invalidations.stamp();
    }

    @Override
    public void remove(CacheKey key) {
        if (!closed) {
            failures.guard("remove-original", () -> tiers.remove(key));
        }
    }

    @Override
    public long invalidate(Invalidation what) {
        if (closed) {
            return 0;
        }
        invalidations.add(what);
        return failures.guard("invalidate-originals", () -> tiers.invalidate(what), 0L);
    }

    /** As {@link EhcacheRenditionCache#tryTakeOver}. */
    public boolean tryTakeOver() {
        return failures.guard("take-over", tiers::tryTakeOver, false);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder();
        shape.offheap().ifPresent(pool -> text.append("offheap ").append(megabytes(EhcacheXml.bytes(pool))));
        shape.disk()
                .ifPresent(pool -> text.append(text.isEmpty() ? "" : ", ")
                        .append("disk ")
                        .append(megabytes(EhcacheXml.bytes(pool)))
                        .append(" in ")
                        .append(dir));
        tiers.lack().ifPresent(sentence -> text.append(". ").append(sentence));
        return text.toString();
    }

    @Override
    public Optional<String> lack() {
        return tiers.lack();
    }

    @Override
    public Map<String, Map<String, Long>> statistics() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        if (!closed) {
            failures.guard("statistics", tiers::statistics, Map.<String, Map<String, Long>>of())
                    .forEach((tier, numbers) -> all.put(EhcacheXml.ORIGINALS + '_' + tier, numbers));
        }
        all.put(EhcacheXml.ORIGINALS, Map.of("hits", hits.sum(), "misses", misses.sum(), "puts", puts.sum()));
        return all;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tiers.close();
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MB);
    }
}
