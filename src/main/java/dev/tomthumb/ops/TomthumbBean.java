package dev.tomthumb.ops;

import dev.tomthumb.PurgeItem;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.warm.WarmProgress;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ResultType;
import java.util.List;
import java.util.Map;

/** Reads the product for JMX. */
final class TomthumbBean implements TomthumbMXBean {
    private final Tomthumb tomthumb;
    private final Metrics metrics;

    TomthumbBean(Tomthumb tomthumb, Metrics metrics) {
        this.tomthumb = tomthumb;
        this.metrics = metrics;
    }

    @Override
    public String getVersion() {
        return Tomthumb.version();
    }

    @Override
    public long getHits() {
        return metrics.count(ResultType.HIT);
    }

    @Override
    public long getMisses() {
        return metrics.count(ResultType.MISS);
    }

    @Override
    public long getRefreshHits() {
        return metrics.count(ResultType.REFRESH_HIT);
    }

    @Override
    public long getStaleHits() {
        return metrics.count(ResultType.STALE_HIT);
    }

    @Override
    public long getBypasses() {
        return metrics.count(ResultType.BYPASS);
    }

    @Override
    public long getErrors() {
        return metrics.count(ResultType.ERROR);
    }

    @Override
    public double getHitRatio() {
        long hits = getHits();
        long looked = hits + getMisses();
        return looked == 0 ? 0 : (double) hits / looked;
    }

    @Override
    public long getBytesSent() {
        return metrics.bytesSent();
    }

    @Override
    public long getBytesSaved() {
        return metrics.bytesSaved();
    }

    @Override
    public int getQueueWaiting() {
        return tomthumb.engine().queued();
    }

    @Override
    public int getWorkersBusy() {
        return tomthumb.engine().working();
    }

    @Override
    public String getCache() {
        return tomthumb.cache().describe()
                + tomthumb.originalCache()
                        .map(kept -> "; originals: " + kept.describe())
                        .orElse("");
    }

    @Override
    public Map<String, Map<String, Long>> getCacheStatistics() {
        return tomthumb.cacheStatistics();
    }

    @Override
    public String getSettings() {
        return tomthumb.settings().startupTable();
    }

    @Override
    public void drain() {
        tomthumb.draining().begin();
    }

    @Override
    public void stopDraining() {
        tomthumb.draining().end();
    }

    @Override
    public boolean isDraining() {
        return tomthumb.draining().isBegun();
    }

    @Override
    public boolean isDrained() {
        return tomthumb.draining().isDone();
    }

    @Override
    public void clearCache() {
        tomthumb.purges().all();
    }

    @Override
    public long purgeOriginal(String reference) {
        return purged(() -> tomthumb.purges().original(reference));
    }

    @Override
    public long purgeOriginals(String prefix) {
        return purged(() -> tomthumb.purges().prefix(prefix));
    }

    @Override
    public long purgeTag(String tag) {
        return purged(() -> tomthumb.purges().tag(tag));
    }

    @Override
    public long purgeUrl(String url) {
        return purged(() -> tomthumb.purges().url(url));
    }

    @Override
    public long purgePath(String item) {
        return purged(() -> tomthumb.purges()
                .purge(List.of(PurgeItem.ofCloudFront(item)))
                .get(0)
                .found());
    }

    @Override
    public int warm(String urls) {
        return tomthumb.warmer()
                .add(urls.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    @Override
    public void stopWarming() {
        tomthumb.warmer().stop();
    }

    @Override
    public Map<String, Long> getWarming() {
        WarmProgress progress = tomthumb.warmer().progress();
        return Map.of(
                "urls",
                (long) progress.urls(),
                "done",
                (long) progress.done(),
                "again",
                (long) progress.again(),
                "made",
                progress.made(),
                "there",
                progress.there(),
                "refused",
                progress.refused());
    }

    /** Purges. */
    @FunctionalInterface
    private interface Purge {
        long run() throws ImageException;
    }

    /** A JMX client does not have our exceptions' classes. */
    private static long purged(Purge purge) {
        try {
            return purge.run();
        } catch (ImageException refusal) {
            throw new IllegalArgumentException(refusal.getMessage());
        }
    }
}
