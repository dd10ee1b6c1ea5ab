package dev.tomthumb.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Visitors on slow lines ask for large pictures and hardly read them. */
final class SlowReaders implements Trouble {
    private static final int READERS = 100;
    private static final int CONNECTIONS = 4;
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final double LEAST_SHARE = 0.5;
    /** Until all have been sent what the system takes in. */
    private static final long SETTLED_MILLIS = 3000;

    /** So little that the server cannot get rid of the picture. */
    private static final int WINDOW_BYTES = 4096;

    @Override
    public String told() {
        return READERS + " visitors ask for a picture of 2 MB and do not read it";
    }

    @Override
    public Seen seen(Site site, FakeOrigin origin) throws Exception {
        site.get("/o/kept.jpg?w=64");
        origin.put("/wide.jpg", Pictures.large());
        String wide = "/o/wide.jpg?w=1920&fm=png";
        int length = site.get(wide).body().length;
        Hits hits = new Hits(site.uri(), List.of("/o/kept.jpg?w=64"), CONNECTIONS);
        hits.during(WINDOW);
        double alone = hits.during(WINDOW).perSecond();
        List<Line> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Line reader = new Line(site.uri(), WINDOW_BYTES);
            readers.add(reader);
            reader.ask("GET", wide);
        }
        Thread.sleep(SETTLED_MILLIS);
        Hits.Rate beside = hits.during(WINDOW);
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Line reader : readers) {
            statuses.merge(reader.status(), 1, Integer::sum);
            reader.close();
        }
        Answer later = site.get(wide);
        double share = beside.perSecond() / alone;
        return new Seen(
                "",
                String.format(
                        Locale.ROOT,
                        "%s of %d kB; small ones at %.2f of their rate, %d failed",
                        statuses,
                        length / 1000,
                        share,
                        beside.others()),
                "when they have left: " + Trouble.counted(List.of(later)),
                share >= LEAST_SHARE
                        && beside.others() == 0
                        && later.status() == 200
                        && Set.of(200, 503).containsAll(statuses.keySet()));
    }
}
