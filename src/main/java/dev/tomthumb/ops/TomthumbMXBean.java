package dev.tomthumb.ops;

import java.util.Map;

/** What JMX shows of one Tomthumb, as {@code dev.tomthumb:type=Tomthumb,context=ROOT} or {@code context=shop}. */
public interface TomthumbMXBean {
    /** The product's version. */
    String getVersion();

    /** Requests answered from the cache, or from a render another request had under way. */
    long getHits();

    /** Requests for which a rendition was made. */
    long getMisses();

    /** Requests answered from the cache after the origin has said that the original is still the same. */
    long getRefreshHits();

    /** Requests answered with a rendition whose time had ended, because the origin was asked meanwhile or failed. */
    long getStaleHits();

    /** Requests that neither asked nor filled the cache. */
    long getBypasses();

    /** Requests refused or failed. */
    long getErrors();

    /** Hits as a share of hits and misses, 0..1; 0 before the first request. */
    double getHitRatio();

    /** Body bytes sent. */
    long getBytesSent();

    /** Bytes visitors did not load because they got a rendition instead of its original. */
    long getBytesSaved();

    /** Requests that wait for a worker thread. */
    int getQueueWaiting();

    /** Worker threads that fetch, render or store. */
    int getWorkersBusy();

    /** Which cache tiers serve, from which directory, or why only the heap does. */
    String getCache();

    /** The cache's statistics per tier. */
    Map<String, Map<String, Long>> getCacheStatistics();

    /** The settings in force with their origin, secrets masked. */
    String getSettings();

    /** Forgets every rendition. */
    void clearCache();

    /**
     * Forgets all sizes and formats of one original, at once and over restarts.
     *
     * @param reference the original, e.g. {@code s3://photos/cat.jpg}, {@code webapp:/photos/cat.jpg}
     * @return how many renditions were found
     */
    long purgeOriginal(String reference);

    /**
     * Forgets all renditions of originals whose reference begins so.
     *
     * @param prefix e.g. {@code s3://photos/2026/}
     * @return how many renditions were found
     */
    long purgeOriginals(String prefix);

    /**
     * Forgets all renditions whose URL bore a tag.
     *
     * @param tag as {@code cache_tags} in the URL had it
     * @return how many renditions were found
     */
    long purgeTag(String tag);
}
