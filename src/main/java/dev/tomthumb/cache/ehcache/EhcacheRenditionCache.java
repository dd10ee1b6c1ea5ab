package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.HeapEstimate;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.disk.Recent;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.Rendition;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The rendition cache: a heap tier for what is small and asked for often, and below it whatever {@code ehcache.xml}
 * names. Each is an Ehcache cache of its own, since Ehcache's own tiering lifts everything it reads into the heap,
 * however large (see {@code docs/decisions}).
 *
 * <p>Safe for all threads. A heap hit takes no lock and touches no disk.
 */
public final class EhcacheRenditionCache implements RenditionCache {
    private static final Logger LOG = System.getLogger(EhcacheRenditionCache.class.getName());
    private static final double MB = 1024 * 1024;

    private final CacheShape shape;
    private final Setup setup;
    private final InstantSource clock;
    private final FailureReport failures;
    private final EhcacheStore<StoredRendition> heap;
    private final DeepTiers<StoredRendition> deep;
    private final FillGuard fills = new FillGuard();
    private final HeapAdmission admission;
    private final Recent<Invalidation> invalidations = new Recent<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private volatile boolean closed;

    /**
     * What the cache is built from.
     *
     * @param configuration the {@code ehcache.xml}; see {@link EhcacheXml#inJar} and {@link EhcacheXml#at}
     * @param dir the directory of the disk tier; made if need be, and held by one cache at a time
     * @param owner who holds the directory, for others to read: the context's name, e.g. {@code /shop##2}
     * @param maxHeapObject the largest body, in bytes, that the heap keeps
     */
    public record Setup(URL configuration, Path dir, String owner, long maxHeapObject) {}

    private EhcacheRenditionCache(CacheShape shape, Setup setup, ImageEvents events, InstantSource clock)
            throws Exception {
        this.shape = shape;
        this.setup = setup;
        this.clock = clock;
        this.failures = new FailureReport(events, clock);
        Content<StoredRendition> content = StoredRendition.content(shape, clock);
        this.heap = EhcacheStore.heap(content, shape, clock);
        this.admission = new HeapAdmission(shape.heapEntries(), heap::evictions);
        this.deep = DeepTiers.open(content, shape.withUseAbove(admission::useAbove), setup.dir(), setup.owner(), clock);
    }

    /**
     * Opens the cache. A directory that is held or cannot be written is no failure: the heap serves, the log says why,
     * and {@link #tryTakeOver} tries again.
     *
     * @throws CacheConfigurationException if the configuration cannot be used; the message says where and why
     */
    public static EhcacheRenditionCache open(Setup setup, ImageEvents events, InstantSource clock)
            throws CacheConfigurationException {
        return open(EhcacheXml.read(setup.configuration()), setup, events, clock);
    }

    /** {@link #open(Setup, ImageEvents, InstantSource)} of a shape that has been read. */
    static EhcacheRenditionCache open(CacheShape shape, Setup setup, ImageEvents events, InstantSource clock)
            throws CacheConfigurationException {
        shape.ignored().forEach(sentence -> LOG.log(Level.WARNING, "{0}", sentence));
        new HeapEstimate(
                        shape.heapEntries(),
                        setup.maxHeapObject(),
                        Runtime.getRuntime().maxMemory())
                .warning()
                .ifPresent(sentence -> LOG.log(Level.WARNING, "{0}", sentence));
        try {
            EhcacheRenditionCache cache = new EhcacheRenditionCache(shape, setup, events, clock);
            LOG.log(Level.INFO, "Cache {0}: {1}", shape.alias(), cache.describe());
            return cache;
        } catch (Exception failure) {
            throw new CacheConfigurationException(
                    "Ehcache cannot be started from " + setup.configuration() + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public Optional<Rendition> get(CacheKey key) {
        if (closed) {
            return Optional.empty();
        }
        Optional<Rendition> found = failures.guard("get", () -> lookUp(key), Optional.empty());
        if (found.isPresent()) {
            hits.increment();
            admission.count(key);
        } else {
            misses.increment();
        }
        return found;
    }

    @Override
    public void put(CacheKey key, Rendition rendition, long stamp) {
        if (closed || invalidations.since(stamp, what -> what.means(key, rendition))) {
            return;
        }
        StoredRendition.Intact stored = new StoredRendition.Intact(key, rendition, clock.millis());
        puts.increment();
        admission.count(key);
        if (!failures.guard("put", () -> deep.put(key, stored))) {
            // What lay there before is not what was put last.
            failures.guard("put", () -> deep.remove(key));
        }
        failures.guard(
                "put",
                () -> fills.write(key, () -> {
                    if (fitsHeap(rendition) && (heap.has(key) || admission.admits(key))) {
                        heap.put(key, stored);
                    } else {
                        heap.remove(key);
                    }
                }));
        if (invalidations.since(stamp, what -> what.means(key, rendition))) {
            // It came between the first look and the last store, and may have missed what was stored behind its back.
            remove(key);
        }
    }

    @Override
    public long stamp() {
        return invalidations.stamp();
    }

    @Override
    public void remove(CacheKey key) {
        if (closed) {
            return;
        }
        failures.guard("remove", () -> deep.remove(key));
        failures.guard("remove", () -> fills.write(key, () -> heap.remove(key)));
    }

    @Override
    public long invalidate(Invalidation what) {
        if (closed) {
            return 0;
        }
        invalidations.add(what);
        long below = failures.guard("invalidate", () -> deep.invalidate(what), 0L);
        AtomicLong inHeap = new AtomicLong();
        failures.guard("invalidate", () -> fills.clear(() -> inHeap.set(heap.invalidate(what))));
        if (what instanceof Invalidation.Everything) {
            failures.guard("invalidate", admission::emptied);
        }
        return Math.max(below, inHeap.get());
    }

    @Override
    public int thin(String original, int most) {
        return closed ? 0 : failures.guard("thin", () -> thinned(original, most), 0);
    }

    private int thinned(String original, int most) {
        Set<CacheKey> keys = deep.keysOf(original);
        if (keys.isEmpty()) {
            keys = heap.keysOf(original);
        }
        if (keys.size() > most) {
            record Asked(CacheKey key, int times) {}
            keys.stream()
                    .map(key -> new Asked(key, admission.popularity(key)))
                    .sorted(Comparator.comparingInt(Asked::times))
                    .limit(keys.size() - most)
                    .forEach(asked -> remove(asked.key));
        }
        return keys.size();
    }

    /**
     * Tries to get the tiers that are missing: the directory whose holder has gone, the disk that has space again. To
     * be called every few seconds; cheap when nothing is missing.
     *
     * @return whether all configured tiers serve, so that there is no need to call again
     */
    public boolean tryTakeOver() {
        return failures.guard("take-over", deep::tryTakeOver, false);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("heap ")
                .append(shape.heapEntries())
                .append(" entries of up to ")
                .append(setup.maxHeapObject() / 1024)
                .append(" kB");
        shape.offheap().ifPresent(pool -> text.append(", offheap ").append(megabytes(EhcacheXml.bytes(pool))));
        shape.disk()
                .ifPresent(pool -> text.append(", disk ")
                        .append(megabytes(EhcacheXml.bytes(pool)))
                        .append(" in ")
                        .append(setup.dir()));
        deep.lack().ifPresent(sentence -> text.append(". ").append(sentence));
        return text.toString();
    }

    @Override
    public Optional<String> lack() {
        return deep.lack();
    }

    @Override
    public Map<String, Map<String, Long>> statistics() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        if (!closed) {
            all.putAll(failures.guard("statistics", () -> heap.statistics(List.of("heap")), Map.of()));
            all.putAll(failures.guard("statistics", deep::statistics, Map.of()));
        }
        all.put("cache", Map.of("hits", hits.sum(), "misses", misses.sum(), "puts", puts.sum()));
        return all;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        deep.close();
        failures.guard("close", heap::close);
    }

    private Optional<Rendition> lookUp(CacheKey key) {
        Optional<StoredRendition> inHeap = Optional.ofNullable(heap.get(key));
        if (inHeap.isPresent()) {
            return intact(key, inHeap.get()).map(StoredRendition.Intact::rendition);
        }
        long stamp = fills.stamp(key);
        Optional<StoredRendition> below = deep.get(key);
        if (below.isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredRendition.Intact> intact = intact(key, below.get());
        if (intact.isEmpty()) {
            deep.remove(key);
            failures.failed("read", new IOException("a stored rendition is damaged; it is forgotten"));
            return Optional.empty();
        }
        StoredRendition.Intact found = intact.get();
        if (fitsHeap(found.rendition()) && admission.admits(key)) {
            fills.fill(key, stamp, () -> heap.put(key, found));
        }
        return Optional.of(found.rendition());
    }

    private static Optional<StoredRendition.Intact> intact(CacheKey key, StoredRendition stored) {
        return stored instanceof StoredRendition.Intact intact && intact.key().equals(key)
                ? Optional.of(intact)
                : Optional.empty();
    }

    private boolean fitsHeap(Rendition rendition) {
        return rendition.body().length <= setup.maxHeapObject();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MB);
    }
}
