package dev.tomthumb.bench;

import dev.tomthumb.scaling.Bill;
import dev.tomthumb.scaling.Counted;
import dev.tomthumb.scaling.Layout;
import dev.tomthumb.scaling.Layout.Balancing;
import dev.tomthumb.scaling.Prices;
import dev.tomthumb.scaling.Simulation;
import dev.tomthumb.scaling.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Prints the tables of {@code docs/scaling.md}. {@code -Dbench.jobs="originals=100000 exponent=0.8"} changes what they assume:
 * {@code originals}, {@code variants}, {@code exponent}, {@code bytes}, {@code fresh}, {@code seed}; {@code heap}, {@code disk}, {@code
 * cluster} and {@code edge} in MB; {@code render} in milliseconds; {@code warming} and {@code counting} requests.
 */
public final class Scaling {
    private static final long MB = 1_000_000;
    private static final Map<String, Double> ASSUMED = Map.ofEntries(
            Map.entry("originals", 200_000.0),
            Map.entry("variants", 5.0),
            Map.entry("exponent", 0.9),
            Map.entry("bytes", 20_000.0),
            Map.entry("fresh", 0.002),
            Map.entry("seed", 1.0),
            Map.entry("heap", 20.0),
            Map.entry("disk", 2_000.0),
            Map.entry("cluster", 4_000.0),
            Map.entry("edge", 1_000.0),
            Map.entry("render", 40.0),
            Map.entry("warming", 2_000_000.0),
            Map.entry("counting", 1_000_000.0));

    private final Map<String, Double> assumed;
    private final Prices prices;

    private Scaling(Map<String, Double> assumed) {
        this.assumed = assumed;
        Prices listed = Prices.LISTED;
        prices = new Prices(
                listed.heapMicros(),
                listed.diskMicros(),
                listed.sharedMicros(),
                assumed.get("render") * 1000,
                listed.originalBytes(),
                listed.perNodeHour(),
                listed.perServerHour(),
                listed.perMillionGets(),
                listed.perMillionPuts(),
                listed.perGigabyteMonth(),
                listed.perGigabyteOut(),
                listed.perGigabyteEdge());
    }

    /** @param arguments none; see {@code -Dbench.jobs} */
    public static void main(String[] arguments) {
        Map<String, Double> assumed = new HashMap<>(ASSUMED);
        for (String word : System.getProperty("bench.jobs", "").trim().split("\\s+")) {
            String[] parts = word.split("=", 2);
            if (word.isEmpty()) {
                continue;
            }
            if (parts.length < 2 || !ASSUMED.containsKey(parts[0])) {
                Set<String> names = new TreeSet<>(ASSUMED.keySet());
                throw new IllegalArgumentException(word + " is no assumption; there are " + names);
            }
            assumed.put(parts[0], Double.valueOf(parts[1]));
        }
        Scaling scaling = new Scaling(assumed);
        scaling.printDisks();
        scaling.printLayouts();
        scaling.printCold();
    }

    private Workload workload(double exponent, double perSecond) {
        return new Workload(
                assumed.get("originals").intValue(),
                assumed.get("variants").intValue(),
                exponent,
                assumed.get("bytes").intValue(),
                assumed.get("fresh"),
                perSecond,
                assumed.get("seed").longValue());
    }

    private long megabytes(String name) {
        return Math.round(assumed.get(name) * MB);
    }

    private Counted run(Workload workload, Layout layout, double warming) {
        return Simulation.run(
                workload, layout, Math.round(warming), assumed.get("counting").longValue());
    }

    private void printDisks() {
        System.out.println("### One node: how large a disk\n");
        System.out.println("| exponent | 1 % | 5 % | 10 % | 25 % | 50 % | 100 % of all renditions on disk |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (double exponent : new double[] {0.6, 0.8, 0.9, 1.0, 1.1}) {
            Workload workload = workload(exponent, 100);
            StringBuilder row = new StringBuilder("| " + exponent + " |");
            for (double share : new double[] {0.01, 0.05, 0.1, 0.25, 0.5, 1}) {
                Layout one = new Layout("one", 1, Balancing.RANDOM, 0, (long) (share * workload.bytes()));
                Counted counted = run(workload, one, assumed.get("warming"));
                row.append(percent(counted.share(counted.disk()))).append(" |");
            }
            System.out.println(row);
        }
        System.out.println();
    }

    private void printLayouts() {
        long heap = megabytes("heap");
        long disk = megabytes("disk");
        Layout one = new Layout("one Tomcat", 1, Balancing.RANDOM, heap, disk);
        Layout ten = new Layout("ten, any of them", 10, Balancing.RANDOM, heap, disk);
        Layout hashed = new Layout("ten, by hash of the original", 10, Balancing.HASH, heap, disk);
        Layout clustered = ten.sharing("ten and Terracotta", megabytes("cluster"));
        Layout bucket = ten.sharing("ten and a bucket", Layout.UNBOUNDED);
        Layout both = hashed.sharing("ten by hash and a bucket", Layout.UNBOUNDED);
        record Row(Layout layout, double rate) {}
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(one, 100));
        rows.add(new Row(new Layout("one, all on disk", 1, Balancing.RANDOM, heap, 1L << 40), 100));
        rows.add(new Row(one.sharing("one and a bucket", Layout.UNBOUNDED), 100));
        for (Layout layout : List.of(ten, hashed, clustered, bucket, both)) {
            rows.add(new Row(layout, 2_000));
        }
        rows.add(new Row(bucket.behind("the same behind a CDN of 20 points", 20, megabytes("edge")), 100_000));
        rows.add(new Row(bucket.behind("the same behind a CDN with one shield", 1, 20 * megabytes("edge")), 100_000));

        StringBuilder ratios = new StringBuilder("### Who answers\n\n"
                + "| layout | requests/s | CDN | heap | disk | shared | rendered | busiest node |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        StringBuilder bills = new StringBuilder("### What it takes\n\n"
                + "| layout | renders/s | GETs/s of originals | of the bucket | PUTs/s | processors | nodes | Mbit/s of nodes |"
                + " $ per million images: nodes | requests | storage | transfer | all |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            Workload workload = workload(assumed.get("exponent"), row.rate);
            Counted counted = run(workload, row.layout, assumed.get("warming"));
            ratios.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f |%s |%s |%s |%s |%s | %.2f of the mean |%n",
                    row.layout.name(),
                    row.rate,
                    percent(counted.share(counted.edge())),
                    percent(counted.share(counted.heap())),
                    percent(counted.share(counted.disk())),
                    percent(counted.share(counted.shared())),
                    percent(counted.share(counted.rendered())),
                    (double) counted.busiest() * row.layout.nodes() / counted.atNodes()));
            Bill bill = Bill.of(workload, row.layout, counted, prices);
            bills.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f | %,.0f | %,.1f | %.2f | %d | %,.0f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                    row.layout.name(),
                    bill.renders(),
                    bill.originalGets(),
                    bill.sharedGets(),
                    bill.sharedPuts(),
                    bill.processors(),
                    Math.max(row.layout.nodes(), bill.needed()),
                    bill.megabits(),
                    bill.nodes(),
                    bill.requests(),
                    bill.storage(),
                    bill.transfer(),
                    bill.total()));
        }
        System.out.println(ratios);
        System.out.println(bills);
    }

    private void printCold() {
        System.out.println("### The first requests of ten empty nodes\n");
        System.out.println("| layout | rendered of the first 100,000 | of the first million |");
        System.out.println("|---|---|---|");
        Workload workload = workload(assumed.get("exponent"), 2_000);
        Layout ten = new Layout("ten, any of them", 10, Balancing.RANDOM, megabytes("heap"), megabytes("disk"));
        Layout hashed =
                new Layout("ten, by hash of the original", 10, Balancing.HASH, megabytes("heap"), megabytes("disk"));
        for (Layout layout : List.of(
                ten,
                hashed,
                ten.sharing("ten and Terracotta", megabytes("cluster")),
                ten.sharing("ten and a bucket", Layout.UNBOUNDED))) {
            Counted first = Simulation.run(workload, layout, 0, 100_000);
            Counted all = Simulation.run(workload, layout, 0, 1_000_000);
            System.out.println("| " + layout.name() + " |" + percent(first.share(first.rendered())) + " |"
                    + percent(all.share(all.rendered())) + " |");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, " %.1f %%", 100 * share);
    }
}
