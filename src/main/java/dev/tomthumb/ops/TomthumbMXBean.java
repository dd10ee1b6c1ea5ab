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

    /** Begins to leave: the health page says 503, everything is served. Does nothing if it has begun. */
    void drain();

    /** Takes that back. */
    void stopDraining();

    /** Whether it leaves. */
    boolean isDraining();

    /** Whether it may be stopped: {@code tomthumb.drain.time} is over and nothing is under way. */
    boolean isDrained();

    /** Forgets every rendition. */
    void clearCache();

    /**
     * Forgets all sizes and formats of one original, at once and over restarts.
     *
     * @param reference the original, e.g. {@code s3://photos/cat.jpg}, {@code webapp:/photos/cat.jpg}, or the path it has
     *     on this site
     * @return how many renditions were found
     */
    long purgeOriginal(String reference);

    /**
     * Forgets all renditions of originals whose reference begins so.
     *
     * @param prefix e.g. {@code s3://photos/2026/}, {@code /photos/*}
     * @return how many renditions were found
     */
    long purgeOriginals(String prefix);

    /**
     * Forgets all renditions whose URL or original bore a tag.
     *
     * @param tag in any case
     * @return how many renditions were found
     */
    long purgeTag(String tag);

    /**
     * Forgets one rendition, in all formats it may have been negotiated to.
     *
     * @param url as a visitor has it
     * @return how many renditions were found
     */
    long purgeUrl(String url);

    /**
     * Forgets what an item of a CloudFront invalidation means: {@code /photos/*}, {@code /photos/cat.jpg}, {@code #tag}.
     *
     * @return how many renditions were found
     */
    long purgePath(String item);

    /**
     * Makes renditions in the background that nobody has asked for yet.
     *
     * @param urls one a line
     * @return how many wait now that did not before
     */
    int warm(String urls);

    /** Forgets what is left to be warmed. */
    void stopWarming();

    /** How far warming has come: {@code done} of {@code urls}, {@code made}, {@code there}, {@code refused}. */
    Map<String, Long> getWarming();
}
