package dev.tomthumb.engine.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.http.CacheStatus;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps are made by the test: the warmer's own thread finds the kitchen busy until then. */
final class WarmerTest {
    @TempDir
    private Path dir;

    private final Stove stove = new Stove();
    private final List<Warmer> opened = new ArrayList<>();

    /** A kitchen in which nothing is ready until the test says so. */
    private static final class Stove implements Kitchen {
        private final Map<String, CompletableFuture<Outcome>> cooking = new LinkedHashMap<>();
        private final Set<String> there = new HashSet<>();
        private final List<String> begun = new ArrayList<>();
        private Thread visitor = Thread.currentThread();
        private boolean busy;

        @Override
        public synchronized boolean isIdleBut(int own) {
            return !busy && Thread.currentThread() == visitor;
        }

        @Override
        public synchronized boolean has(Order order) {
            return there.contains(name(order));
        }

        @Override
        public synchronized CompletableFuture<Outcome> make(Order order) {
            begun.add(name(order));
            CompletableFuture<Outcome> future = new CompletableFuture<>();
            cooking.put(name(order), future);
            return future;
        }

        private static String name(Order order) {
            return order.image().source().location().substring("//bucket/".length());
        }

        void ready(String name) {
            CompletableFuture<Outcome> future = cooking.remove(name);
            there.add(name);
            future.complete(new Outcome(
                    new Rendition(
                            ImageFormat.PNG,
                            Optional.empty(),
                            new byte[1],
                            "\"t\"",
                            Instant.EPOCH,
                            Validators.NONE,
                            Visibility.PUBLIC,
                            1),
                    Instant.EPOCH,
                    Visibility.PUBLIC,
                    ResultType.MISS,
                    Optional.empty(),
                    CacheStatus.forwarded(CacheStatus.Forward.URI_MISS)));
        }

        void fails(String name, Problem problem) {
            cooking.remove(name).completeExceptionally(new ImageException(problem, "Not " + name + "."));
        }
    }

    /** {@code two} is two pictures, {@code bad} is none. */
    private static List<Order> menu(String url) throws ImageException {
        if (url.equals("/bad")) {
            throw new ImageException(Problem.INVALID_URL, "Bad.");
        }
        String name = url.substring(1);
        return url.equals("/two") ? List.of(Orders.of("two"), Orders.of("two.webp")) : List.of(Orders.of(name));
    }

    private Warmer open(int concurrency, int most) {
        Warmer warmer = new Warmer(
                stove,
                WarmerTest::menu,
                new Warmer.Bounds(concurrency, most),
                Optional.of(dir.resolve("warm")),
                () -> true);
        opened.add(warmer);
        return warmer;
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Warmer warmer : opened) {
            warmer.close();
        }
    }

    @Test
    void noMoreThanAFewAreMadeAtOnceAndNoneWhileAVisitorWaits() {
        Warmer warmer = open(2, 100);
        warmer.add(List.of("/a", "/b", "/c", "/d"));

        stove.busy = true;
        warmer.step();
        assertThat(stove.begun).isEmpty();
        stove.busy = false;
        warmer.step();
        assertThat(stove.begun).containsExactly("a", "b");
        stove.ready("a");
        warmer.step();
        assertThat(stove.begun).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsThereAndWhatIsRefusedIsCounted() {
        Warmer warmer = open(1, 100);
        stove.there.add("b");
        warmer.add(List.of("/bad", "/b", "/two", "/c", "/b"));

        warmer.step();
        stove.ready("two");
        warmer.step();
        stove.ready("two.webp");
        warmer.step();
        stove.fails("c", Problem.ORIGINAL_MISSING);
        assertThat(warmer.step()).isFalse();

        WarmProgress progress = warmer.progress();
        assertThat(progress)
                .isEqualTo(new WarmProgress(false, 4, 4, 0, 2, 1, 2, List.of("/bad: Bad.", "/c: Not c."), false));
    }

    @Test
    void whatFindsNoRoomIsTriedAgainAFewTimes() {
        Warmer warmer = open(1, 100);
        warmer.add(List.of("/a"));

        for (int i = 0; i < 3; i++) {
            assertThat(warmer.step()).isTrue();
            stove.fails("a", Problem.OVERLOADED);
        }

        assertThat(warmer.step()).isFalse();
        assertThat(stove.begun).hasSize(3);
        assertThat(warmer.progress().refused()).isEqualTo(1);
    }

    @Test
    void whatWasPurgedIsMadeBeforeTheList() {
        Warmer warmer = open(1, 100);
        warmer.add(List.of("/a", "/b"));
        warmer.makeAgain(List.of(Orders.of("hot")));

        warmer.step();

        assertThat(stove.begun).containsExactly("hot");
        assertThat(warmer.progress().again()).isZero();
        stove.ready("hot");
        warmer.step();
        assertThat(stove.begun).containsExactly("hot", "a");
    }

    @Test
    void aRestartGoesOnWhereItWasAndLooksAtWhatWasBeingMadeOnceMore() throws Exception {
        Warmer first = open(2, 100);
        first.add(List.of("/a", "/b", "/two", "/d"));
        first.step();
        stove.ready("b");
        first.step();
        assertThat(stove.begun).containsExactly("a", "b", "two");
        first.close();
        stove.begun.clear();

        Warmer second = open(1, 100);
        second.resume();
        assertThat(second.progress().overRestarts()).isTrue();
        for (String name : List.of("a", "two", "two.webp", "d")) {
            second.step();
            stove.ready(name);
        }
        second.step();

        assertThat(stove.begun).containsExactly("a", "two", "two.webp", "d");
        assertThat(second.progress().done()).isEqualTo(4);
        assertThat(dir.resolve("warm/urls.txt")).doesNotExist();
        Warmer third = open(1, 100);
        third.resume();
        assertThat(third.progress().urls()).isZero();
    }

    @Test
    void aCrashCostsLookingAtAFewAgain() {
        Warmer first = open(1, 100);
        List<String> urls = IntStream.range(0, 60).mapToObj(i -> "/" + i).toList();
        first.add(urls);
        for (int i = 0; i < 50; i++) {
            first.step();
            stove.ready(Integer.toString(i));
        }

        Warmer afterTheCrash = open(1, 100);
        afterTheCrash.resume();

        assertThat(afterTheCrash.progress().done()).isBetween(30, 50);
        afterTheCrash.step();
        assertThat(stove.begun.get(stove.begun.size() - 1)).isEqualTo("50");
    }

    @Test
    void damagedFilesAreNothingToDo() throws Exception {
        Files.createDirectories(dir.resolve("warm"));
        Files.write(dir.resolve("warm/urls.txt"), new byte[] {0, -1, 10, 'x', 10, '/', 'a', 10, '/', 'b', 10});
        Files.writeString(dir.resolve("warm/position.txt"), "-7 or so");

        Warmer warmer = open(1, 100);
        warmer.resume();

        assertThat(warmer.progress().urls()).isEqualTo(2);
        assertThat(warmer.progress().done()).isZero();
    }

    @Test
    void whatIsStoppedIsForgottenAlsoOverARestart() throws Exception {
        Warmer warmer = open(1, 100);
        warmer.add(List.of("/a", "/b"));
        warmer.makeAgain(List.of(Orders.of("hot")));
        warmer.step();
        warmer.stop();
        stove.ready("hot");

        assertThat(warmer.step()).isFalse();
        assertThat(stove.begun).containsExactly("hot");
        warmer.close();
        Warmer second = open(1, 100);
        second.resume();
        assertThat(second.progress().working()).isFalse();
    }

    @Test
    void aUrlOfAListThatWasStoppedDoesNotCountForTheNext() {
        Warmer warmer = open(1, 100);
        warmer.add(List.of("/a"));
        warmer.step();
        warmer.stop();
        warmer.add(List.of("/b", "/c"));
        stove.ready("a");

        assertThat(warmer.progress().made()).isZero();
        assertThat(warmer.progress().done()).isZero();
    }

    @Test
    void noMoreWaitThanMay() {
        Warmer warmer = open(1, 3);

        assertThat(warmer.add(List.of("/a", "/b", "/c", "/d"))).isEqualTo(3);
        assertThat(warmer.add(List.of("/e"))).isZero();
        assertThat(warmer.add(List.of("/a"))).as("it waits already").isZero();
        warmer.step();
        stove.ready("a");
        warmer.step();
        assertThat(warmer.add(List.of("/a"))).as("it is done").isEqualTo(1);
    }

    @Test
    void whereTheDirectoryIsAnotherInstancesNothingIsKeptThere() {
        Warmer warmer = new Warmer(
                stove, WarmerTest::menu, new Warmer.Bounds(1, 100), Optional.of(dir.resolve("warm")), () -> false);
        opened.add(warmer);
        warmer.add(List.of("/a"));

        assertThat(dir.resolve("warm")).doesNotExist();
        assertThat(warmer.progress().overRestarts()).isFalse();
        warmer.step();
        assertThat(stove.begun).containsExactly("a");
    }
}
