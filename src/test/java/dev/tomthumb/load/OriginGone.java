package dev.tomthumb.load;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bar: S3 is killed under load and comes back; nobody who asks for what was kept is refused, be its time over or not, who
 * asks for anything else is answered in bounded time, and afterwards all is well by itself.
 */
final class OriginGone implements Scenario {
    private static final int KEPT = 100;
    private static final int NEW = 2000;
    private static final long BEFORE_MILLIS = 5000;
    private static final Duration WELL_AGAIN = Duration.ofSeconds(15);
    /** The time limit of a rendition, and some for a busy machine. */
    private static final double LONGEST_MILLIS = 12_000;

    private final String name;
    private final Duration outage;

    /** @param outage how long S3 is gone */
    OriginGone(String name, Duration outage) {
        this.name = name;
        this.outage = outage;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Verdict run() throws Exception {
        try (Bucket bucket = new Bucket(name)) {
            bucket.put(keys("fresh", KEPT), Pictures.small().with("max-age=3600"));
            bucket.put(keys("over", KEPT), Pictures.small().with("max-age=1"));
            bucket.put(keys("new", NEW), Pictures.small().with("max-age=3600"));
            Map<String, String> settings = new HashMap<>(bucket.settings());
            settings.putAll(Lifetimes.SHORT);
            try (Site site = Site.start(name, settings)) {
                return underLoad(bucket, site);
            }
        }
    }

    private static List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i + ".jpg").toList();
    }

    private Verdict underLoad(Bucket bucket, Site site) throws Exception {
        for (String key : keys("fresh", KEPT)) {
            site.get(url(key));
        }
        for (String key : keys("over", KEPT)) {
            site.get(url(key));
        }
        try (Steady fresh = new Steady(site.uri(), 4, 5, inTurn("fresh", KEPT));
                Steady over = new Steady(site.uri(), 4, 5, inTurn("over", KEPT));
                Steady misses = new Steady(site.uri(), 4, 50, inTurn("new", NEW))) {
            long begin = System.nanoTime();
            Thread.sleep(BEFORE_MILLIS);
            long killed = System.nanoTime();
            bucket.kill();
            Thread.sleep(outage.toMillis());
            long reviving = System.nanoTime();
            bucket.revive();
            long revived = System.nanoTime();
            Thread.sleep(WELL_AGAIN.toMillis());
            fresh.close();
            over.close();
            misses.close();
            long end = System.nanoTime();
            return verdict(List.of(fresh, over, misses), new long[] {begin, killed, reviving, revived, end});
        }
    }

    private static String url(String key) {
        return "/s3/" + key + "?w=64";
    }

    private static Supplier<String> inTurn(String prefix, int count) {
        AtomicInteger next = new AtomicInteger();
        return () -> url(prefix + next.getAndIncrement() % count + ".jpg");
    }

    /** @param moments begin, killed, reviving, revived, end */
    private static Verdict verdict(List<Steady> visitors, long[] moments) {
        Table table = new Table("asked for", "before", "while S3 was gone", "longest, ms", "after", "bar");
        List<String> names = List.of("kept, fresh", "kept, its time over", "not kept");
        boolean met = true;
        for (int i = 0; i < visitors.size(); i++) {
            boolean kept = i < 2;
            Steady visitor = visitors.get(i);
            List<Answer> gone = visitor.between(moments[1], moments[2]);
            double longest = Numbers.largest(times(visitor.answers().toList()));
            double wellAfter = wellAfter(visitor, moments[3]);
            boolean rowMet = longest <= LONGEST_MILLIS
                    && wellAfter <= WELL_AGAIN.toMillis()
                    && (!kept || visitor.answers().allMatch(answer -> answer.status() == 200));
            table.row(
                    names.get(i),
                    counted(visitor.between(moments[0], moments[1])),
                    counted(gone),
                    Numbers.text(longest),
                    "well after " + Numbers.text(wellAfter / 1000) + " s: "
                            + counted(visitor.between(moments[3], moments[4])),
                    rowMet ? "met" : "MISSED");
            met &= rowMet;
        }
        return new Verdict(table, met);
    }

    private static Collection<Double> times(List<Answer> answers) {
        return answers.stream().map(Answer::millis).toList();
    }

    /** Milliseconds from the server's return to the last answer that was no 200. */
    private static double wellAfter(Steady visitor, long revived) {
        long last = visitor.answers()
                .filter(answer -> answer.status() != 200)
                .mapToLong(Answer::ended)
                .max()
                .orElse(revived);
        return Math.max(0, last - revived) / 1e6;
    }

    private static String counted(List<Answer> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.status() + " " + answer.result(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
