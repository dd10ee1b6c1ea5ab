package dev.tomthumb.cache.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a store, and however it is ended, it agrees with a map. */
class DiskStoreModelTest {
    private static final long ROOMY = 16 << 20;
    private static final int KEYS = 12;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aRoomyStoreHoldsWhatAMapWould(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 12) int hashes) throws IOException {
        run(steps, ROOMY, true, hashes);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aFullStoreStaysWithinItsBoundAndReturnsWhatAMapWouldOrNothing(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 12) int hashes) throws IOException {
        run(steps, DiskSettings.LEAST_CAPACITY, false, hashes);
    }

    private static void run(List<Step> steps, long capacity, boolean roomy, int hashes) throws IOException {
        Path directory = Files.createTempDirectory("disk-store-model");
        try (LogLines log = new LogLines(DiskStore.class);
                ModelRun run = new ModelRun(directory, capacity, roomy, hashes)) {
            run.run(steps);
            assertThat(log.warnings()).isEmpty();
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> key = Arbitraries.integers().between(0, KEYS - 1);
        Arbitrary<Integer> labels = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> life = Arbitraries.integers().between(1, 20);
        Arbitrary<Integer> length = Arbitraries.integers().between(KnownValue.LEAST_LENGTH, 60_000);
        Arbitrary<Step> put = Combinators.combine(
                        key,
                        length,
                        labels,
                        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0)), Tuple.of(1, life)))
                .as(Step.Put::new);
        Arbitrary<Step> fill = Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(KnownValue.LEAST_LENGTH, 4000))
                .as(Step.Fill::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(24, put),
                        Tuple.of(4, fill),
                        Tuple.of(10, key.map(Step.Get::new)),
                        Tuple.of(2, key.map(Step.Contains::new)),
                        Tuple.of(6, key.map(Step.Remove::new)),
                        Tuple.of(4, purges().map(Step.PurgeOf::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Clear())),
                        Tuple.of(2, Combinators.combine(key, life).as(Step.ExpireAt::new)),
                        Tuple.of(4, life.map(Step.Pass::new)),
                        Tuple.of(3, key.map(Step.Pin::new)),
                        Tuple.of(2, key.map(Step.Unpin::new)),
                        Tuple.of(1, Arbitraries.just(new Step.TakeStamp())),
                        Tuple.of(2, Combinators.combine(key, labels).as(Step.AskStamp::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Iterate())),
                        Tuple.of(4, Arbitraries.just(new Step.Maintain())),
                        Tuple.of(2, Arbitraries.of(true, false).map(Step.Reopen::new)),
                        Tuple.of(3, Arbitraries.of(true, false).map(Step.Kill::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(100);
    }

    private static Arbitrary<Purge> purges() {
        return Arbitraries.of(
                new Purge.All(),
                new Purge.Original("cat.jpg"),
                new Purge.Original("dog.jpg"),
                new Purge.Tag("pets"),
                new Purge.Tag("new"),
                new Purge.Prefix("a".getBytes(UTF_8)),
                new Purge.Prefix("a/".getBytes(UTF_8)),
                new Purge.Prefix("b/1".getBytes(UTF_8)));
    }
}
