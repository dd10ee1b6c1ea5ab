package dev.tomthumb.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Bar: 100 visitors of one picture that is not there yet; 1 render, 1 download, and nobody waits longer than he must. */
final class OneKey implements Scenario {
    private static final int VISITORS = 100;
    private static final int RUNS = 5;
    /** Before anything is measured: a server that has just started is another matter. */
    private static final int WARMING = 30;

    private static final double MOST_MILLIS = 20;

    @Override
    public String name() {
        return "one-key";
    }

    @Override
    public Verdict run() throws Exception {
        Table table = new Table(
                "origin",
                "renders",
                "downloads",
                "answers 200",
                "render's end to last waiter, ms",
                "median",
                "seen outside, ms",
                "bar");
        boolean met = true;
        try (FakeOrigin origin = new FakeOrigin(Pictures.small(), Pictures.other());
                Site site = Site.start(
                        name(),
                        Map.of(
                                "tomthumb.mounts", "/o/ = " + origin.uri(),
                                "tomthumb.timeout", "30 s",
                                "tomthumb.download-timeout", "20 s"))) {
            Runs warming = new Runs(site, origin, Fault.NONE, "warm");
            for (int run = 0; run < WARMING; run++) {
                warming.once(run);
            }
            for (Fault slow : List.of(Fault.SLOW, Fault.VERY_SLOW)) {
                Runs runs = new Runs(site, origin, slow, slow.name());
                for (int run = 0; run < RUNS; run++) {
                    runs.once(run);
                }
                met &= runs.met();
                runs.tell(table);
            }
        }
        return new Verdict(table, met);
    }

    private static final class Runs {
        private final Site site;
        private final FakeOrigin origin;
        private final Fault slow;
        private final String name;
        private final List<Long> renders = new ArrayList<>();
        private final List<Integer> downloads = new ArrayList<>();
        private final List<Long> good = new ArrayList<>();
        private final List<Double> inside = new ArrayList<>();
        private final List<Double> outside = new ArrayList<>();

        Runs(Site site, FakeOrigin origin, Fault slow, String name) {
            this.site = site;
            this.origin = origin;
            this.slow = slow;
            this.name = name;
        }

        void once(int run) throws Exception {
            String path = "/" + name + run + ".jpg";
            origin.behave(path, slow);
            site.forget();
            List<Answer> answers = Crowd.ask(site.uri(), Collections.nCopies(VISITORS, "/o" + path + "?w=160"))
                    .answers();
            Site.Counts counts = site.counts();
            renders.add(counts.of("rendered"));
            downloads.add(origin.asked(path));
            good.add(answers.stream().filter(answer -> answer.status() == 200).count());
            inside.add((counts.of("answered.at") - counts.of("rendered.at")) / 1e6);
            long first = answers.stream().mapToLong(Answer::ended).min().orElseThrow();
            long last = answers.stream().mapToLong(Answer::ended).max().orElseThrow();
            outside.add((last - first) / 1e6);
        }

        boolean met() {
            return renders.stream().allMatch(n -> n == 1)
                    && downloads.stream().allMatch(n -> n == 1)
                    && good.stream().allMatch(n -> n == VISITORS)
                    && Numbers.median(inside) <= MOST_MILLIS;
        }

        void tell(Table table) {
            table.row(
                    slow.told(),
                    renders.toString(),
                    downloads.toString(),
                    good.toString(),
                    Numbers.text(inside),
                    Numbers.text(Numbers.median(inside)),
                    Numbers.text(outside),
                    met() ? "met" : "MISSED");
        }
    }
}
