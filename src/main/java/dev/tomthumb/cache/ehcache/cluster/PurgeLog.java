package dev.tomthumb.cache.ehcache.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The log of purges on the server: entries {@code <generation>/1}, {@code <generation>/2} and so on, none of which is ever
 * changed, under {@code generation} its random number, and under {@code head} the number of an entry that is not far from
 * the last one. Whoever adds takes the first number that is free; whoever reads walks on from where he was. The last
 * {@value #KEPT} are kept.
 *
 * <p>All methods throw {@link ClusterException}.
 */
final class PurgeLog {
    /** Entries kept. */
    static final long KEPT = 10_000;

    private static final String GENERATION = "generation";
    private static final String HEAD = "head";

    private final ClusterMap map;
    private final long generation;

    private PurgeLog(ClusterMap map, long generation) {
        this.map = map;
        this.generation = generation;
    }

    /** The log that is there, or a new one. */
    static PurgeLog of(ClusterMap map) {
        long mine = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        byte[] bytes = bytes(mine);
        return new PurgeLog(map, number(map.putIfAbsent(GENERATION, bytes).orElse(bytes)));
    }

    long generation() {
        return generation;
    }

    /** Whether the server still has this log. */
    boolean isCurrent() {
        return map.get(GENERATION).filter(bytes -> number(bytes) == generation).isPresent();
    }

    /** The number of an entry at or shortly before the last one; 0 if there is none. */
    long head() {
        return map.get(HEAD).map(PurgeLog::number).orElse(0L);
    }

    /** The first entry that is kept if {@code last} is the last one. */
    static long first(long last) {
        return Math.max(1, last - KEPT + 1);
    }

    /** The purges of an entry; empty if there is no such entry (yet). */
    Optional<List<PurgeLine>> entry(long number) {
        return map.get(key(number)).map(PurgeLog::lines);
    }

    /**
     * Adds an entry behind the last one.
     *
     * @param known a number up to which there are entries
     * @return its number
     */
    long add(List<PurgeLine> purges, long known) {
        StringBuilder text = new StringBuilder();
        purges.forEach(purge -> text.append(purge.text()).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        long number = known + 1;
        while (map.putIfAbsent(key(number), bytes).isPresent()) {
            number++;
        }
        map.put(HEAD, bytes(number));
        if (number > KEPT) {
            map.remove(key(number - KEPT));
        }
        return number;
    }

    private static List<PurgeLine> lines(byte[] bytes) {
        List<PurgeLine> lines = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> PurgeLine.read(line).ifPresent(lines::add));
        return lines;
    }

    private String key(long number) {
        return Long.toHexString(generation) + '/' + number;
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
    }
}
