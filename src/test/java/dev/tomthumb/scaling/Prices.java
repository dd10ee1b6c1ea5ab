package dev.tomthumb.scaling;

/**
 * What work takes and costs. The times are those of {@code docs/performance.md}; the prices are the list prices of one large
 * provider, rounded, and to be replaced by whoever knows his own.
 *
 * @param heapMicros processor time of a hit in the heap, in microseconds
 * @param diskMicros of a hit on disk
 * @param sharedMicros of a rendition that comes from what nodes share, at the node
 * @param renderMicros of a render, decoding and encoding included
 * @param originalBytes the mean size of an original
 * @param perNodeHour one node of two processors for an hour, in dollars
 * @param perServerHour the server the nodes share (Terracotta), in dollars; only where the shared tier is bounded
 * @param perMillionGets questions to S3
 * @param perMillionPuts objects written to S3
 * @param perGigabyteMonth what lies in S3
 * @param perGigabyteOut what leaves for visitors from nodes
 * @param perGigabyteEdge what leaves for visitors from the CDN
 */
public record Prices(
        double heapMicros,
        double diskMicros,
        double sharedMicros,
        double renderMicros,
        double originalBytes,
        double perNodeHour,
        double perServerHour,
        double perMillionGets,
        double perMillionPuts,
        double perGigabyteMonth,
        double perGigabyteOut,
        double perGigabyteEdge) {

    /** The ones of the tables. */
    public static final Prices LISTED = new Prices(60, 90, 1_000, 40_000, 3e6, 0.085, 0.17, 0.4, 5, 0.023, 0.09, 0.085);
}
