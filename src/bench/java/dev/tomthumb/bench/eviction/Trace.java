package dev.tomthumb.bench.eviction;

import java.util.Locale;

/**
 * What is asked of a cache, in order.
 *
 * @param name what is special about it
 * @param objects how many numbers of objects there may be
 * @param steps numbers of objects; negative, as {@code ~number}: the object has changed and is put
 * @param visited below this number are the objects that visitors ask for; those from it on a crawler asks for, once each,
 *     and that is not counted
 */
record Trace(String name, int objects, int[] steps, int visited) {
    /** The share of the trace that only fills the cache. */
    private static final int WARM_UP_DIVISOR = 3;

    /** Runs a policy: a miss is followed by a put. */
    Outcome run(Policy policy) {
        long putBytes = 0;
        long reads = 0;
        long hits = 0;
        long readBytes = 0;
        long hitBytes = 0;
        int warm = steps.length / WARM_UP_DIVISOR;
        for (int i = 0; i < steps.length; i++) {
            int object = steps[i] < 0 ? ~steps[i] : steps[i];
            int bytes = Objects.bytes(object);
            boolean hit = steps[i] >= 0 && policy.get(object);
            if (!hit) {
                policy.put(object, bytes);
                putBytes += bytes;
            }
            if (i >= warm && steps[i] >= 0 && object < visited) {
                reads++;
                readBytes += bytes;
                hits += hit ? 1 : 0;
                hitBytes += hit ? bytes : 0;
            }
        }
        return new Outcome((double) hits / reads, (double) hitBytes / readBytes, (double) policy.written() / putBytes);
    }

    /**
     * How a policy did after the warm-up.
     *
     * @param hits hits of visitors' reads, as a share
     * @param byteHits the same by bytes
     * @param amplification bytes written for each byte put, over the whole trace; 0 of a policy that is no log
     */
    record Outcome(double hits, double byteHits, double amplification) {
        @Override
        public String toString() {
            String shares = String.format(Locale.ROOT, "%.1f %.1f", hits * 100, byteHits * 100);
            return amplification == 0 ? shares : shares + String.format(Locale.ROOT, " %.2f", amplification);
        }
    }
}
