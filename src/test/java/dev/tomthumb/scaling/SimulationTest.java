package dev.tomthumb.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.scaling.Layout.Balancing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator beside what can be computed. */
class SimulationTest {
    private static final long REQUESTS = 400_000;
    private static final Workload WORKLOAD = new Workload(5_000, 4, 0.8, 20_000, 0, 100, 1);

    private static Layout one(double share) {
        return new Layout("one", 1, Balancing.RANDOM, 0, (long) (share * WORKLOAD.bytes()));
    }

    private static Counted run(Layout layout) {
        return Simulation.run(WORKLOAD, layout, REQUESTS, REQUESTS);
    }

    @ParameterizedTest
    @CsvSource({"0.6, 0.05", "0.6, 0.3", "0.8, 0.02", "0.8, 0.2", "1.0, 0.05", "1.0, 0.5"})
    void oneCacheHitsAsChesApproximationSays(double exponent, double share) {
        Workload workload = new Workload(5_000, 4, exponent, 20_000, 0, 100, 1);
        long capacity = (long) (share * workload.bytes());

        Counted counted =
                Simulation.run(workload, new Layout("one", 1, Balancing.RANDOM, 0, capacity), REQUESTS, REQUESTS);

        assertThat(counted.share(counted.disk())).isCloseTo(Che.hits(workload, capacity), within(0.01));
    }

    @Test
    void whereAllAreAskedForAlikeTheHitsAreTheShareThatFits() {
        Workload alike = new Workload(20_000, 1, 0, 20_000, 0, 100, 1);
        Layout half = new Layout("half", 1, Balancing.RANDOM, 0, alike.bytes() / 2);

        Counted counted = Simulation.run(alike, half, REQUESTS, REQUESTS);

        assertThat(counted.share(counted.disk())).isCloseTo(0.5, within(0.01));
    }

    @Test
    void nodesThatAreAskedAtRandomHitAsOneOfTheirSizeDoes() {
        double alone = Che.hits(WORKLOAD, 0.05 * WORKLOAD.bytes());
        Layout four = new Layout("four", 4, Balancing.RANDOM, 0, (long) (0.05 * WORKLOAD.bytes()));

        Counted counted = Simulation.run(WORKLOAD, four, 4 * REQUESTS, REQUESTS);

        assertThat(counted.share(counted.disk())).isCloseTo(alone, within(0.01));
    }

    @Test
    void nodesThatEachHaveTheirOriginalsHitAsOneOfAllTheirSizesDoes() {
        double together = Che.hits(WORKLOAD, 0.2 * WORKLOAD.bytes());
        Layout four = new Layout("four", 4, Balancing.HASH, 0, (long) (0.05 * WORKLOAD.bytes()));

        Counted counted = run(four);

        assertThat(counted.share(counted.disk())).isCloseTo(together, within(0.015));
    }

    @Test
    void theHeapDoesNotChangeWhatANodeAnswers() {
        Layout disk = one(0.1);
        Layout both = new Layout("both", 1, Balancing.RANDOM, disk.diskBytes() / 10, disk.diskBytes());

        Counted counted = run(both);

        assertThat(counted.heap()).isPositive();
        assertThat(counted.share(counted.heap())).isCloseTo(Che.hits(WORKLOAD, disk.diskBytes() / 10.0), within(0.01));
        assertThat(counted.share(counted.heap() + counted.disk()))
                .isCloseTo(Che.hits(WORKLOAD, disk.diskBytes()), within(0.01));
    }

    @Test
    void whatIsSharedByAllIsMadeOnce() {
        Layout bucket =
                new Layout("ten", 10, Balancing.RANDOM, 0, WORKLOAD.bytes() / 50).sharing("bucket", Layout.UNBOUNDED);

        Counted counted = Simulation.run(WORKLOAD, bucket, 0, REQUESTS);

        double asked = 0;
        for (double share : WORKLOAD.shares()) {
            asked -= Math.expm1(REQUESTS * Math.log1p(-share));
        }
        assertThat((double) counted.rendered()).isCloseTo(asked, within(0.01 * asked));
    }

    @Test
    void anEdgeHidesFromTheNodesWhatItHolds() {
        Layout behind = one(1).behind("edge", 1, WORKLOAD.bytes() / 10);

        Counted counted = run(behind);

        assertThat(counted.share(counted.edge())).isCloseTo(Che.hits(WORKLOAD, WORKLOAD.bytes() / 10.0), within(0.01));
        assertThat(counted.atNodes())
                .isEqualTo(counted.heap() + counted.disk() + counted.shared() + counted.rendered());
        assertThat(counted.rendered()).as("the node holds everything").isLessThan(counted.requests() / 100);
    }

    @Test
    void whatNobodyHasAskedForBeforeIsMade() {
        Workload news = new Workload(500, 4, 0.8, 20_000, 0.05, 100, 1);
        Layout all = new Layout("all", 3, Balancing.RANDOM, 0, news.bytes()).sharing("bucket", Layout.UNBOUNDED);

        Counted counted = Simulation.run(news, all, REQUESTS, REQUESTS);

        assertThat(counted.share(counted.rendered())).isCloseTo(0.05, within(0.002));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        assertThat(run(one(0.1))).isEqualTo(run(one(0.1)));
    }

    @Test
    void theBillIsTheSumOfItsParts() {
        Layout bucket = one(0.1).sharing("bucket", Layout.UNBOUNDED);
        // Half of the requests found on disk, a tenth shared, a tenth made.
        Counted counted = new Counted(1_000, 0, 300, 500, 100, 100, 20_000_000, 20_000_000, 2_000_000, 1_000);
        Prices prices = new Prices(100, 200, 1_000, 50_000, 3e6, 0.36, 1, 0.4, 5, 0, 0.09, 0.085);

        Bill bill = Bill.of(WORKLOAD, bucket, counted, prices);

        assertThat(bill.renders()).isCloseTo(10, within(1e-9));
        assertThat(bill.sharedGets()).isCloseTo(20, within(1e-9));
        assertThat(bill.sharedPuts()).isCloseTo(10, within(1e-9));
        // 0.3 x 100 + 0.5 x 200 + 0.1 x 1000 + 0.1 x 50000 microseconds, a hundred times a second
        assertThat(bill.processors()).isCloseTo(0.523, within(1e-9));
        assertThat(bill.needed()).isEqualTo(1);
        assertThat(bill.megabits()).isCloseTo(16, within(1e-9));
        // a million images take 10000 s
        assertThat(bill.nodes()).isCloseTo(1, within(1e-9));
        assertThat(bill.requests()).isCloseTo(0.1 * 0.4 + 0.2 * 0.4 + 0.1 * 5, within(1e-9));
        assertThat(bill.transfer()).isCloseTo(20 * 0.09, within(1e-9));
        assertThat(bill.total()).isCloseTo(1 + 0.62 + 1.8, within(1e-9));
    }
}
