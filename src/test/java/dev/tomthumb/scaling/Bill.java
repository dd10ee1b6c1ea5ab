package dev.tomthumb.scaling;

/**
 * What a layout does in a second, and what a million images cost there.
 *
 * @param renders per second
 * @param originalGets originals fetched per second; one for each render, as nobody keeps them here
 * @param sharedGets questions per second to a bucket the nodes share, answered or not
 * @param sharedPuts renditions written there per second
 * @param processors busy ones of all nodes
 * @param needed nodes of two processors that this takes if they are busy to 60 %; the bill is for those, or for as many as the
 *     layout has if that is more
 * @param megabits of all nodes to visitors or CDN, per second
 * @param nodes dollars for nodes and the server they share, per million images
 * @param requests dollars for questions and objects, per million images
 * @param storage dollars for what lies in the bucket, per million images
 * @param transfer dollars for bytes to visitors, per million images
 */
public record Bill(
        double renders,
        double originalGets,
        double sharedGets,
        double sharedPuts,
        double processors,
        long needed,
        double megabits,
        double nodes,
        double requests,
        double storage,
        double transfer) {
    private static final double MILLION = 1e6;
    private static final int PROCESSORS = 2;
    private static final double BUSY = 0.6;
    private static final double GIGABYTE = 1e9;
    private static final double HOUR = 3600;
    private static final double MONTH = 730 * HOUR;

    /** All dollars per million images. */
    public double total() {
        return nodes + requests + storage + transfer;
    }

    /** The bill for what has been counted. */
    public static Bill of(Workload workload, Layout layout, Counted counted, Prices prices) {
        double rate = workload.perSecond();
        boolean bucket = layout.sharedBytes() == Layout.UNBOUNDED;
        boolean server = layout.sharedBytes() > 0 && !bucket;
        double renders = rate * counted.share(counted.rendered());
        double found = rate * counted.share(counted.shared());
        double sharedGets = bucket ? renders + found : 0;
        double sharedPuts = bucket ? renders : 0;
        double micros = counted.share(counted.heap()) * prices.heapMicros()
                + counted.share(counted.disk()) * prices.diskMicros()
                + counted.share(counted.shared()) * prices.sharedMicros()
                + counted.share(counted.rendered()) * prices.renderMicros();
        double seconds = MILLION / rate;
        double processors = rate * micros / MILLION;
        long needed = (long) Math.ceil(processors / (PROCESSORS * BUSY));
        double perHour =
                Math.max(layout.nodes(), needed) * prices.perNodeHour() + (server ? prices.perServerHour() : 0);
        double stored = bucket ? workload.bytes() / GIGABYTE * prices.perGigabyteMonth() : 0;
        double edge = (double) (counted.bytes() - counted.nodeBytes()) / counted.requests();
        double direct = (double) counted.nodeBytes() / counted.requests();
        // What a node sends to a CDN is free; all bytes leave from there then.
        double transfer =
                layout.edges() > 0 ? (edge + direct) * prices.perGigabyteEdge() : direct * prices.perGigabyteOut();
        return new Bill(
                renders,
                renders,
                sharedGets,
                sharedPuts,
                processors,
                needed,
                rate * counted.nodeBytes() / counted.requests() * 8 / MILLION,
                perHour * seconds / HOUR,
                ((renders + sharedGets) * prices.perMillionGets() + sharedPuts * prices.perMillionPuts()) / rate,
                stored * seconds / MONTH,
                transfer * MILLION / GIGABYTE);
    }
}
