package dev.tomthumb.bench.eviction;

import dev.tomthumb.bench.eviction.SegmentLog.Rule;
import dev.tomthumb.bench.eviction.Trace.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares eviction policies over traces, see {@link Traces}, at sizes of 1, 5, 10 and 25 % of the objects' bytes. Prints two
 * tables: each policy beside LRU, and each trace.
 */
public final class Eviction {
    private static final Traces TRACES = new Traces(100_000, 1_000_000);
    private static final double[] EXPONENTS = {0.7, 0.9, 1.1};
    private static final double[] SIZES = {0.01, 0.05, 0.10, 0.25};
    private static final List<Contender> CONTENDERS = List.of(
            new Contender("LRU", Lru::new),
            new Contender("SIEVE", Sieve::new),
            log("FIFO", new Rule(0, 0, 0, false)),
            log("CLOCK, 1 bit", new Rule(1, 0.5, 0, false)),
            log("CLOCK, 2 bits", new Rule(3, 0.5, 0, false)),
            log("two heads, no ghost", new Rule(3, 0.5, 0.1, false)),
            log("two heads", new Rule(3, 0.5, 0.1, true)),
            log("two heads, copies 3/4", new Rule(3, 0.75, 0.1, true)));

    private Eviction() {}

    /** @param arguments none */
    public static void main(String[] arguments) {
        List<Case> cases = new ArrayList<>();
        long all = Objects.bytesOfAll(TRACES.objects());
        for (double exponent : EXPONENTS) {
            for (Trace trace : TRACES.of(exponent)) {
                for (double size : SIZES) {
                    cases.add(Case.run(trace, size, (long) (size * all)));
                }
            }
        }
        printSummary(cases);
        printCases(cases);
    }

    private static Contender log(String name, Rule rule) {
        return new Contender(name, (objects, capacity) -> new SegmentLog(objects, capacity, rule));
    }

    private static void printSummary(List<Case> cases) {
        System.out.println(
                "Hit ratio less LRU's in points, and bytes written for each byte put; " + cases.size() + " cases");
        System.out.println();
        System.out.println("| policy | mean | least | most | written, mean | most |");
        System.out.println("|---|---|---|---|---|---|");
        for (int i = 0; i < CONTENDERS.size(); i++) {
            int policy = i;
            var gain = cases.stream()
                    .mapToDouble(each -> 100
                            * (each.outcomes.get(policy).hits()
                                    - each.outcomes.get(0).hits()))
                    .summaryStatistics();
            var written = cases.stream()
                    .mapToDouble(each -> each.outcomes.get(policy).amplification())
                    .summaryStatistics();
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %+.1f | %+.1f | %+.1f | %.2f | %.2f |",
                    CONTENDERS.get(i).name,
                    gain.getAverage(),
                    gain.getMin(),
                    gain.getMax(),
                    written.getAverage(),
                    written.getMax()));
        }
        System.out.println();
    }

    private static void printCases(List<Case> cases) {
        System.out.println("Hits, hits by bytes, in %; bytes written for each byte put");
        System.out.println();
        System.out.println("| trace | size | "
                + String.join(" | ", CONTENDERS.stream().map(Contender::name).toList()) + " |");
        System.out.println("|---|---|" + "---|".repeat(CONTENDERS.size()));
        cases.forEach(each -> System.out.println(each.row()));
    }

    private record Contender(String name, Maker maker) {
        private interface Maker {
            Policy make(int objects, long capacity);
        }
    }

    /** All policies over one trace at one size. */
    private record Case(String trace, double size, List<Outcome> outcomes) {
        static Case run(Trace trace, double size, long capacity) {
            return new Case(
                    trace.name(),
                    size,
                    CONTENDERS.stream()
                            .map(each -> trace.run(each.maker.make(trace.objects(), capacity)))
                            .toList());
        }

        String row() {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %s | %.0f %%", trace, size * 100));
            outcomes.forEach(outcome -> row.append(" | ").append(outcome));
            return row.append(" |").toString();
        }
    }
}
