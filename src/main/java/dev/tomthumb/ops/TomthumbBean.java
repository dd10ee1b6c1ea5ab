package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.ResultType;
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
        return tomthumb.cache().describe();
    }

    @Override
    public Map<String, Map<String, Long>> getCacheStatistics() {
        return tomthumb.cache().statistics();
    }

    @Override
    public String getSettings() {
        return tomthumb.settings().startupTable();
    }

    @Override
    public void clearCache() {
        tomthumb.engine().clear();
    }

    @Override
    public long purgeOriginal(String reference) {
        return tomthumb.engine().invalidate(new Invalidation.OfOriginal(reference));
    }

    @Override
    public long purgeOriginals(String prefix) {
        return tomthumb.engine().invalidate(new Invalidation.OfOriginals(prefix));
    }

    @Override
    public long purgeTag(String tag) {
        return tomthumb.engine().invalidate(new Invalidation.OfTag(tag));
    }
}
