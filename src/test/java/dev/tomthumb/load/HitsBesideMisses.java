package dev.tomthumb.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Bar: visitors of pictures that are kept notice nothing of 400 others who wait for theirs. */
final class HitsBesideMisses implements Scenario {
    private static final int MISSES = 400;
    private static final int KEPT = 200;
    private static final int CONNECTIONS = 8;
    private static final double LEAST_SHARE = 0.9;
    private static final Duration WINDOW = Duration.ofMillis(1500);
    /** Of a miss, at least. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(2);
    /** Until all connections stand and all who are refused have been told so. */
    private static final long SETTLED_MILLIS = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, String> ALL_AT_ONCE = Map.of(
            "tomthumb.fetchers",
            String.valueOf(MISSES),
            "tomthumb.queue-size",
            String.valueOf(MISSES),
            "tomthumb.timeout",
            "60 s",
            "tomthumb.download-timeout",
            "40 s");

    /** As nobody has set anything: some fetch, some wait, the rest is refused. */
    private static final int DEFAULT_FETCHERS = 32;

    @Override
    public String name() {
        return "hits-beside-misses";
    }

    @Override
    public Verdict run() throws Exception {
        Table table = new Table(
                "misses in flight", "hits a second alone", "beside them", "share", "p99, ms", "misses answered", "bar");
        boolean met = measured("400 sent, all let through", ALL_AT_ONCE, MISSES, 11, table);
        met &= measured("400 sent, default settings", Map.of(), DEFAULT_FETCHERS, 7, table);
        return new Verdict(table, met);
    }

    private static boolean measured(String told, Map<String, String> limits, int atOrigin, int rounds, Table table)
            throws Exception {
        try (FakeOrigin origin = new FakeOrigin(Pictures.small(), Pictures.other())) {
            Map<String, String> settings = new HashMap<>(limits);
            settings.put("tomthumb.mounts", "/o/ = " + origin.uri());
            try (Site site = Site.start("hits-beside-misses", settings)) {
                List<String> kept = IntStream.range(0, KEPT)
                        .mapToObj(i -> "/o/kept" + i + ".jpg?w=160")
                        .toList();
                for (String path : kept) {
                    site.get(path);
                }
                Hits hits = new Hits(site.uri(), kept, CONNECTIONS);
                hits.during(Duration.ofSeconds(5));
                Rounds all = new Rounds(site, origin, hits, atOrigin);
                for (int round = 0; round < rounds; round++) {
                    all.once(round);
                }
                all.tell(told, table);
                return all.met();
            }
        }
    }

    private static final class Rounds {
        private final Site site;
        private final FakeOrigin origin;
        private final Hits hits;
        private final int atOrigin;
        private final List<Double> alone = new ArrayList<>();
        private final List<Double> beside = new ArrayList<>();
        private final List<Double> slowest = new ArrayList<>();
        private final List<Answer> misses = new ArrayList<>();
        private int notHits;
        private int atLeast = MISSES;

        Rounds(Site site, FakeOrigin origin, Hits hits, int atOrigin) {
            this.site = site;
            this.origin = origin;
            this.hits = hits;
            this.atOrigin = atOrigin;
        }

        void once(int round) throws Exception {
            Hits.Rate undisturbed = hits.during(WINDOW);
            int before = origin.asked();
            origin.hold();
            long begin = System.nanoTime();
            Crowd crowd = Crowd.ask(site.uri(), missing(round));
            awaitAsked(before + atOrigin);
            Thread.sleep(SETTLED_MILLIS);
            Hits.Rate disturbed = hits.during(WINDOW);
            atLeast = Math.min(atLeast, origin.asked() - before);
            Thread.sleep(Math.max(0, (begin + IN_FLIGHT.toNanos() - System.nanoTime()) / 1_000_000));
            origin.release();
            misses.addAll(crowd.answers());
            alone.add(undisturbed.perSecond());
            beside.add(disturbed.perSecond());
            slowest.add(disturbed.p99());
            notHits += undisturbed.others() + disturbed.others();
        }

        private static List<String> missing(int round) {
            return IntStream.range(0, MISSES)
                    .mapToObj(i -> "/o/miss" + round + "-" + i + ".jpg?w=64")
                    .toList();
        }

        private void awaitAsked(int number) throws InterruptedException {
            long latest = System.nanoTime() + PATIENCE.toNanos();
            while (origin.asked() < number && System.nanoTime() < latest) {
                Thread.sleep(5);
            }
        }

        private double share() {
            return Numbers.median(beside) / Numbers.median(alone);
        }

        /** What could not be queued is refused, all the rest is made. */
        boolean met() {
            long made = Trouble.with(200, misses);
            boolean answered = atOrigin == MISSES
                    ? made == misses.size()
                    : made > 0 && made + Trouble.with(503, misses) == misses.size();
            return atLeast >= atOrigin && answered && notHits == 0 && share() >= LEAST_SHARE;
        }

        void tell(String told, Table table) {
            table.row(
                    told + ", " + atLeast + " at the origin",
                    Numbers.text(Numbers.median(alone)),
                    Numbers.text(Numbers.median(beside)),
                    String.format(Locale.ROOT, "%.3f, median of %d", share(), alone.size()),
                    Numbers.text(Numbers.median(slowest)),
                    Trouble.counted(misses),
                    met() ? "met" : "MISSED");
        }
    }
}
