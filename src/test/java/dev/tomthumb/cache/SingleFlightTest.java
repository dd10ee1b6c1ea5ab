package dev.tomthumb.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.cache.SingleFlight.Flight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SingleFlightTest {
    private final SingleFlight<String, String> flights = new SingleFlight<>();
    private final AtomicInteger makers = new AtomicInteger();

    @Test
    void theFirstLeadsAndTheOthersShareItsResult() {
        CompletableFuture<String> work = new CompletableFuture<>();

        Flight<String> leader = flights.join("cat", counted(work));
        Flight<String> waiter = flights.join("cat", counted(work));

        assertThat(leader.leads()).isTrue();
        assertThat(waiter.leads()).isFalse();
        assertThat(waiter.result()).isNotDone();
        assertThat(flights.underWay()).isOne();
        work.complete("miaow");
        assertThat(leader.result()).isCompletedWithValue("miaow");
        assertThat(waiter.result()).isCompletedWithValue("miaow");
        assertThat(makers).hasValue(1);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void differentKeysFlyApart() {
        Flight<String> cat = flights.join("cat", counted(new CompletableFuture<>()));
        Flight<String> dog = flights.join("dog", counted(CompletableFuture.completedFuture("woof")));

        assertThat(dog.leads()).isTrue();
        assertThat(dog.result()).isCompletedWithValue("woof");
        assertThat(cat.result()).isNotDone();
    }

    @Test
    void whatIsStoredMeanwhileIsNotMadeAgain() {
        Flight<String> flight =
                flights.join("cat", () -> Optional.of("stored"), counted(CompletableFuture.completedFuture("made")));

        assertThat(flight.leads()).isFalse();
        assertThat(flight.result()).isCompletedWithValue("stored");
        assertThat(makers).hasValue(0);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void anErrorIsSharedWithThoseWaitingAndThenForgotten() {
        CompletableFuture<String> work = new CompletableFuture<>();
        Flight<String> leader = flights.join("cat", counted(work));
        Flight<String> waiter = flights.join("cat", counted(work));
        IOException failure = new IOException("no cat");

        work.completeExceptionally(failure);

        assertThatThrownBy(leader.result()::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(failure);
        assertThatThrownBy(waiter.result()::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(failure);
        assertThat(flights.join("cat", counted(CompletableFuture.completedFuture("miaow")))
                        .result())
                .isCompletedWithValue("miaow");
    }

    @Test
    void aFailureFromADependentStageIsNotWrappedTwice() {
        CompletableFuture<String> work = new CompletableFuture<>();
        IOException failure = new IOException("no cat");
        Flight<String> flight = flights.join("cat", () -> work.thenApply(String::trim));

        work.completeExceptionally(failure);

        assertThatThrownBy(flight.result()::join).cause().isSameAs(failure);
    }

    @Test
    void aWaiterToldOfAnErrorMayAskAgainAtOnce() {
        CompletableFuture<String> work = new CompletableFuture<>();
        Flight<String> first = flights.join("cat", counted(work));
        CompletableFuture<String> second = first.result()
                .exceptionallyCompose(
                        failure -> flights.join("cat", counted(CompletableFuture.completedFuture("second try")))
                                .result());

        work.completeExceptionally(new IOException("no cat"));

        assertThat(second).isCompletedWithValue("second try");
        assertThat(makers).hasValue(2);
    }

    @Test
    void aMakerThatThrowsFailsItsFlightAndLeavesNothingBehind() {
        IllegalStateException failure = new IllegalStateException("full");

        Flight<String> flight = flights.join("cat", () -> {
            throw failure;
        });

        assertThat(flight.leads()).isTrue();
        assertThatThrownBy(flight.result()::join).cause().isSameAs(failure);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void aMakerThatThrowsAnErrorStillWakesThoseWaiting() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch joined = new CountDownLatch(1);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<Flight<String>> leader = one.submit(() -> flights.join("cat", () -> {
                started.countDown();
                await(joined);
                throw new OutOfMemoryError("planted");
            }));
            await(started);
            Flight<String> waiter = flights.join("cat", counted(new CompletableFuture<>()));
            joined.countDown();

            leader.get(10, SECONDS);
            assertThatThrownBy(() -> waiter.result().get(10, SECONDS)).hasRootCauseInstanceOf(OutOfMemoryError.class);
            assertThat(flights.underWay()).isZero();
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void aSecondLookThatThrowsFailsTheFlightAndLeavesNothingBehind() {
        Flight<String> flight = flights.join(
                "cat",
                () -> {
                    throw new IllegalStateException("closed");
                },
                counted(CompletableFuture.completedFuture("miaow")));

        assertThat(flight.result()).isCompletedExceptionally();
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void aClientThatLeavesCancelsNeitherTheMakerNorTheOthers() {
        CompletableFuture<String> work = new CompletableFuture<>();
        Flight<String> leader = flights.join("cat", counted(work));
        Flight<String> waiter = flights.join("cat", counted(work));
        Flight<String> other = flights.join("cat", counted(work));

        leader.result().cancel(true);
        waiter.result().cancel(true);

        assertThat(work).isNotDone();
        assertThat(flights.join("cat", counted(work)).leads()).isFalse();
        work.complete("miaow");
        assertThat(other.result()).isCompletedWithValue("miaow");
    }

    @Test
    void aThousandJoinersShareOneMaker() throws Exception {
        int threads = 50;
        int each = 20;
        CompletableFuture<String> work = new CompletableFuture<>();
        CyclicBarrier start = new CyclicBarrier(threads);
        CountDownLatch joined = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Flight<String>>>> parties = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parties.add(pool.submit(() -> {
                    start.await();
                    List<Flight<String>> mine = new ArrayList<>();
                    for (int j = 0; j < each; j++) {
                        mine.add(flights.join("cat", counted(work)));
                    }
                    joined.countDown();
                    return mine;
                }));
            }
            await(joined);
            work.complete("miaow");

            List<Flight<String>> all = new ArrayList<>();
            for (Future<List<Flight<String>>> party : parties) {
                all.addAll(party.get(10, SECONDS));
            }
            assertThat(all).hasSize(1000).filteredOn(Flight::leads).hasSize(1);
            assertThat(all).allSatisfy(flight -> assertThat(flight.result()).isCompletedWithValue("miaow"));
            assertThat(makers).hasValue(1);
            assertThat(flights.underWay()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void withASecondLookEveryKeyIsMadeOnceHoweverTheThreadsInterleave() throws Exception {
        int threads = 16;
        int keys = 2000;
        ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parties = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parties.add(pool.submit(() -> {
                    start.await();
                    for (int k = 0; k < keys; k++) {
                        String key = "key" + k;
                        if (cache.get(key) == null) {
                            flights.join(key, () -> Optional.ofNullable(cache.get(key)), () -> {
                                makers.incrementAndGet();
                                cache.put(key, "made");
                                return CompletableFuture.completedFuture("made");
                            });
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> party : parties) {
                party.get(20, SECONDS);
            }
            assertThat(makers).hasValue(keys);
            assertThat(flights.underWay()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    private java.util.function.Supplier<CompletableFuture<String>> counted(CompletableFuture<String> work) {
        return () -> {
            makers.incrementAndGet();
            return work;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
