package dev.tomthumb.cache.ehcache.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The log of purges on the server: entries {@code <generation>/1}, {@code <generation>/2} and so on, none of which is ever
 * changed, under {@code generation} its random number, under {@code head} the number of an entry that is not far from
 * the last one, and under {@code first} where it begins. Whoever adds takes the first number that is free; whoever reads
 * walks on from where he was. The last {@value #KEPT} are kept, and less if they take more than {@value #MOST_BYTES} bytes:
 * a server whose room is used up would forget any of them.
 *
 * <p>An entry begins with a line {@code = <bytes>}: how many all entries have taken from the log's beginning to its own end,
 * by which whoever adds knows how many there are. Purges follow, a {@link PurgeLine} each.
 *
 * <p>All methods throw {@link ClusterException}.
 */
final class PurgeLog {
    /** Entries kept. */
    static final long KEPT = 10_000;
    /** Bytes kept, of the {@link EhcacheCluster#PURGE_MEGABYTES} there are, so that the server has room to spare between them. */
    static final long MOST_BYTES = 5L << 20;
    /** Characters of the purges in one entry, unless it is one purge. */
    static final int LONGEST_ENTRY = 32 << 10;
    /** What an entry takes besides its purges: its key, its first line and the server's own notes. */
    private static final int OVERHEAD = 200;

    private static final String GENERATION = "generation";
    private static final String HEAD = "head";
    private static final String FIRST = "first";
    private static final String SUM = "= ";
    private static final int LONGEST_SUM = 32;

    private final ClusterMap map;
    private final long generation;

    /**
     * Where the log begins.
     *
     * @param number of the first entry that is kept
     * @param sum of the bytes of those before it
     */
    private record Beginning(long number, long sum) {
        static final Beginning OF_ALL = new Beginning(1, 0);

        byte[] bytes() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(number)
                    .putLong(sum)
                    .array();
        }

        static Beginning of(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return bytes.length == 2 * Long.BYTES ? new Beginning(in.getLong(), in.getLong()) : OF_ALL;
        }
    }

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

    /**
     * Whether the server still has this log. Where it has forgotten only which one is the current one, as it may for want of room,
     * it is told again.
     *
     * @param known a number up to which there are entries
     */
    boolean isCurrent(long known) {
        Optional<byte[]> current = map.get(GENERATION);
        if (current.isEmpty() && isThere(known)) {
            byte[] ours = bytes(generation);
            current = Optional.of(map.putIfAbsent(GENERATION, ours).orElse(ours));
        }
        return current.filter(bytes -> number(bytes) == generation).isPresent();
    }

    /** Nobody but this log has entries under these names. */
    private boolean isThere(long known) {
        return map.get(key(HEAD)).isPresent()
                || known > 0 && map.get(key(known)).isPresent();
    }

    /** The number of an entry at or shortly before the last one; 0 if there is none. */
    long head() {
        return map.get(key(HEAD)).map(PurgeLog::number).orElse(0L);
    }

    /** The number of the first entry that is kept; 1 if there is none. */
    long first() {
        return beginning().number();
    }

    private Beginning beginning() {
        return map.get(key(FIRST)).map(Beginning::of).orElse(Beginning.OF_ALL);
    }

    /** The purges of an entry; empty if there is no such entry (yet). */
    Optional<List<PurgeLine>> entry(long number) {
        return map.get(key(number)).map(PurgeLog::lines);
    }

    /** Purges as the entries they fit into. */
    static List<List<PurgeLine>> entries(List<PurgeLine> purges) {
        List<List<PurgeLine>> entries = new ArrayList<>();
        int from = 0;
        long length = 0;
        for (int i = 0; i < purges.size(); i++) {
            int one = purges.get(i).text().length() + 1;
            if (i > from && length + one > LONGEST_ENTRY) {
                entries.add(purges.subList(from, i));
                from = i;
                length = 0;
            }
            length += one;
        }
        if (from < purges.size()) {
            entries.add(purges.subList(from, purges.size()));
        }
        return entries;
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
        // Never before an entry that is there: in a gap that the server has made it would be read by nobody.
        long number = Math.max(known, head());
        long sum = 0;
        if (number > 0) {
            // Where the server has lost the last one, too many rather than too few: the log begins anew with this one.
            sum = map.get(key(number))
                    .map(PurgeLog::sum)
                    .orElseGet(() -> beginning().sum() + MOST_BYTES);
        }
        Optional<byte[]> taken;
        do {
            number++;
            taken = there(number, sum, text);
            sum = taken.map(PurgeLog::sum).orElse(sum);
        } while (taken.isPresent());
        map.put(key(HEAD), bytes(number));
        shorten(number, sum, weight(text));
        return number;
    }

    /** What is there already; empty if the new entry is there now. A look first: it costs the server less than an attempt. */
    private Optional<byte[]> there(long number, long before, CharSequence text) {
        Optional<byte[]> taken = map.get(key(number));
        return taken.isPresent() ? taken : map.putIfAbsent(key(number), entry(before, text));
    }

    private static long weight(CharSequence text) {
        return OVERHEAD + (long) text.length();
    }

    private static byte[] entry(long before, CharSequence text) {
        return (SUM + (before + weight(text)) + '\n' + text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Lets the log begin later until what is left has room; whoever loses the race leaves the rest to the winner.
     *
     * @param before the sum of the entries before the last one
     */
    private void shorten(long last, long before, long weight) {
        Beginning now = beginning();
        while (now.number() < last && (last - now.number() >= KEPT || before + weight - now.sum() > MOST_BYTES)) {
            Beginning next = new Beginning(now.number() + 1, now.number() + 1 == last ? before : sumThrough(now));
            // First it is said, then done: nobody takes for lost what has only left.
            if (!begins(now, next)) {
                return;
            }
            map.remove(key(now.number()));
            now = next;
        }
    }

    private long sumThrough(Beginning now) {
        return map.get(key(now.number()))
                .map(PurgeLog::sum)
                .map(sum -> Math.max(sum, now.sum()))
                .orElse(now.sum());
    }

    private boolean begins(Beginning now, Beginning next) {
        return map.replace(key(FIRST), now.bytes(), next.bytes())
                || now.equals(Beginning.OF_ALL)
                        && map.putIfAbsent(key(FIRST), next.bytes()).isEmpty();
    }

    private static long sum(byte[] entry) {
        String text = new String(entry, 0, Math.min(entry.length, LONGEST_SUM), StandardCharsets.US_ASCII);
        int end = text.indexOf('\n');
        try {
            return end > 0 && text.startsWith(SUM) ? Long.parseLong(text.substring(SUM.length(), end)) : 0;
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private static List<PurgeLine> lines(byte[] bytes) {
        List<PurgeLine> lines = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> PurgeLine.read(line).ifPresent(lines::add));
        return lines;
    }

    private String key(long number) {
        return key(Long.toString(number));
    }

    private String key(String name) {
        return Long.toHexString(generation) + '/' + name;
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
    }
}
