package dev.tomthumb.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Bar: visitors of pictures that are kept notice nothing of 400 others who wait for theirs. */
final class HitsBesideMisses implements Scenario {
    private static final int MISSES = 400;
    private static final int KEPT = 200;
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 11;
    private static final double LEAST_SHARE = 0.9;
    private static final long ORIGIN_MILLIS = 2000;
    /** Ends before the first of the misses is answered. */
    private static final Duration WINDOW = Duration.ofMillis(1200);

    @Override
    public String name() {
        return "hits-beside-misses";
    }

    @Override
    public Verdict run() throws Exception {
        try (FakeOrigin origin = new FakeOrigin(Pictures.small(), Pictures.other());
                Site site = Site.start(
                        name(),
                        Map.of(
                                "tomthumb.mounts", "/o/ = " + origin.uri(),
                                "tomthumb.fetchers", String.valueOf(MISSES),
                                "tomthumb.queue-size", String.valueOf(MISSES),
                                "tomthumb.timeout", "30 s",
                                "tomthumb.download-timeout", "20 s"))) {
            List<String> kept = IntStream.range(0, KEPT)
                    .mapToObj(i -> "/o/kept" + i + ".jpg?w=160")
                    .toList();
            for (String path : kept) {
                site.get(path);
            }
            Hits hits = new Hits(site.uri(), kept, CONNECTIONS);
            hits.during(Duration.ofSeconds(5));
            origin.delay(ORIGIN_MILLIS);
            return measured(site, origin, hits);
        }
    }

    private static Verdict measured(Site site, FakeOrigin origin, Hits hits) throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        List<Double> slowestBeside = new ArrayList<>();
        int good = 0;
        int notHits = 0;
        int inFlight = MISSES;
        for (int round = 0; round < ROUNDS; round++) {
            Hits.Rate undisturbed = hits.during(WINDOW);
            int before = origin.asked();
            Crowd crowd = Crowd.ask(site.uri(), misses(round));
            awaitAsked(origin, before + MISSES);
            Hits.Rate disturbed = hits.during(WINDOW);
            inFlight = Math.min(inFlight, origin.asked() - before);
            List<Answer> answers = crowd.answers();
            good += (int) answers.stream().filter(answer -> answer.status() == 200).count();
            alone.add(undisturbed.perSecond());
            beside.add(disturbed.perSecond());
            slowest.add(undisturbed.p99());
            slowestBeside.add(disturbed.p99());
            notHits += undisturbed.others() + disturbed.others();
        }
        double share = Numbers.median(beside) / Numbers.median(alone);
        boolean met = share >= LEAST_SHARE && good == ROUNDS * MISSES && notHits == 0 && inFlight == MISSES;
        Table table = new Table(
                "", "hits a second, median of " + ROUNDS, "p99, ms", "share", "misses answered 200", "bar");
        table.row("alone", Numbers.text(Numbers.median(alone)), Numbers.text(Numbers.median(slowest)), "", "", "");
        table.row(
                "with " + inFlight + " misses in flight",
                Numbers.text(Numbers.median(beside)),
                Numbers.text(Numbers.median(slowestBeside)),
                String.format(java.util.Locale.ROOT, "%.3f", share),
                good + " of " + ROUNDS * MISSES,
                met ? "met" : "MISSED");
        return new Verdict(table, met);
    }

    private static List<String> misses(int round) {
        return IntStream.range(0, MISSES)
                .mapToObj(i -> "/o/miss" + round + "-" + i + ".jpg?w=64")
                .toList();
    }

    private static void awaitAsked(FakeOrigin origin, int number) throws InterruptedException {
        long latest = System.nanoTime() + Duration.ofMillis(ORIGIN_MILLIS).toNanos() / 4;
        while (origin.asked() < number && System.nanoTime() < latest) {
            Thread.sleep(5);
        }
    }
}
