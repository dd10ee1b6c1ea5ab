package dev.tomthumb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Gets and puts of 20 kB through Ehcache, over its own disk tier and over this project's, each in a process of its own, in
 * rounds: in each, both do each job in random order.
 */
public final class DiskTier {
    private static final long SMALL = 400L << 20;
    private static final long LARGE = 4L << 30;
    private static final int MANY = 8;
    private static final double SAMPLE_NANOS = 250e6;
    private static final double WARM_UP_NANOS = 6e9;

    private enum Job {
        GET("get", 1),
        REPLACE("replace", 1),
        GETS("get", MANY),
        ADD("add", 1);

        private final String what;
        private final int threads;

        Job(String what, int threads) {
            this.what = what;
            this.threads = threads;
        }
    }

    /** What one operation took, in microseconds; {@code wall} is the time of the run divided by the operations. */
    private record Sample(double cpu, double wall, double p99) {}

    private static final class Candidate {
        private final Peer peer;
        private final Map<Job, Integer> operations = new EnumMap<>(Job.class);
        private final Map<Job, List<Sample>> samples = new EnumMap<>(Job.class);
        private long missed;

        Candidate(Peer peer) {
            this.peer = peer;
        }

        void warmUp(Job job) throws IOException {
            int count = MANY * 10;
            // New entries fill the disk, and are put by code that has been compiled by then.
            double enough = job == Job.ADD ? SAMPLE_NANOS : WARM_UP_NANOS;
            for (double spent = 0; spent < enough; ) {
                double each = run(job, count).cpu * 1_000;
                spent += each * count;
                count = (int) Math.max(MANY * 10, SAMPLE_NANOS / each);
            }
            operations.put(job, count);
        }

        void measure(Job job) throws IOException {
            samples.computeIfAbsent(job, any -> new ArrayList<>()).add(run(job, operations.getOrDefault(job, 1)));
        }

        private Sample run(Job job, int count) throws IOException {
            String[] words =
                    peer.tell(job.what + " " + job.threads + " " + count).split(" ");
            missed += Long.parseLong(words[3]);
            return new Sample(
                    Long.parseLong(words[0]) / 1e3 / count,
                    Long.parseLong(words[1]) / 1e3 / count,
                    Long.parseLong(words[2]) / 1e3);
        }

        double of(Job job, ToDoubleFunction<Sample> value, int round) {
            return value.applyAsDouble(samples.getOrDefault(job, List.of()).get(round));
        }
    }

    private final Candidate stock;
    private final Candidate ours;
    private final int rounds;

    private DiskTier(Candidate stock, Candidate ours, int rounds) {
        this.stock = stock;
        this.ours = ours;
        this.rounds = rounds;
    }

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.here();
        Surroundings.print(System.out);
        System.out.println("Microseconds of an operation; rounds: " + options.rounds());
        System.out.println();
        System.out.println("| cache | job | stock | tomthumb | ratio |");
        System.out.println("|---|---|---|---|---|");
        // Adding evicts what the other jobs ask for, so it comes when they are done.
        List<List<Job>> all = List.of(List.of(Job.GET, Job.REPLACE, Job.GETS), List.of(Job.ADD));
        run(options, "disk", false, SMALL, all);
        run(options, "heap of 1 entry, disk", true, SMALL, all);
        run(options, "disk with room", false, LARGE, List.of(List.of(Job.REPLACE), List.of(Job.ADD)));
    }

    private static void run(Options options, String cache, boolean heap, long diskBytes, List<List<Job>> jobs)
            throws IOException {
        Files.createDirectories(options.target());
        Path directory = Files.createTempDirectory(options.target(), "disk-tier");
        try (Peer stock = start(TierCache.STOCK, heap, directory, diskBytes);
                Peer ours = start(TierCache.OURS, heap, directory, diskBytes)) {
            DiskTier contest = new DiskTier(new Candidate(stock), new Candidate(ours), options.rounds());
            for (List<Job> together : jobs) {
                contest.measure(together);
            }
            contest.print(cache);
        } finally {
            Directories.delete(directory);
        }
    }

    private static Peer start(String engine, boolean heap, Path directory, long diskBytes) throws IOException {
        return Peer.start(
                engine,
                JavaProcess.of(
                        JavaProcess.here(),
                        List.of("-Xmx1g"),
                        TierWorker.class,
                        engine,
                        Boolean.toString(heap),
                        directory.resolve(engine).toString(),
                        Long.toString(diskBytes),
                        Integer.toString(MANY)));
    }

    private void measure(List<Job> jobs) throws IOException {
        Random random = new Random(1);
        List<Candidate> order = new ArrayList<>(List.of(stock, ours));
        for (Job job : jobs) {
            for (Candidate candidate : order) {
                candidate.warmUp(job);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Job job : jobs) {
                Collections.shuffle(order, random);
                for (Candidate candidate : order) {
                    candidate.measure(job);
                }
            }
        }
    }

    private void print(String cache) {
        for (Job job : ours.samples.keySet()) {
            row(cache, job.what + ", threads: " + job.threads + ", processor", job, Sample::cpu);
        }
        if (ours.samples.containsKey(Job.GETS)) {
            row(cache, "get, threads: " + MANY + ", 99th percentile", Job.GETS, Sample::p99);
            System.out.println("| " + cache + " | get, throughput of " + MANY + " threads beside 1 | " + gain(stock)
                    + " | " + gain(ours) + " | |");
        }
        if (stock.missed + ours.missed > 0) {
            System.out.println("Missed gets: stock " + stock.missed + ", tomthumb " + ours.missed);
        }
    }

    private Spread gain(Candidate candidate) {
        return Spread.of(IntStream.range(0, rounds)
                .mapToDouble(round ->
                        candidate.of(Job.GET, Sample::wall, round) / candidate.of(Job.GETS, Sample::wall, round)));
    }

    private void row(String cache, String name, Job job, ToDoubleFunction<Sample> value) {
        Spread base = Spread.of(IntStream.range(0, rounds).mapToDouble(i -> stock.of(job, value, i)));
        Spread own = Spread.of(IntStream.range(0, rounds).mapToDouble(i -> ours.of(job, value, i)));
        Spread ratio = Spread.of(
                IntStream.range(0, rounds).mapToDouble(i -> ours.of(job, value, i) / stock.of(job, value, i)));
        System.out.println(String.format(
                Locale.ROOT, "| %s | %s | %.1f | %.1f | %s |", cache, name, base.median(), own.median(), ratio));
    }
}
