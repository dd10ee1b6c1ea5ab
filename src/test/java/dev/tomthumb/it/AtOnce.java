package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Pictures that two nodes are asked for at the same moment. */
final class AtOnce {
    private AtOnce() {}

    /**
     * How long the later of the two answers takes, the median of some.
     *
     * @param ofA the path that one node is asked for, by number
     * @param ofB that of the other
     */
    static long medianMillis(
            int times, TomcatServer a, IntFunction<String> ofA, TomcatServer b, IntFunction<String> ofB) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> millis(b, ofB.apply(number)));
            took.add(Math.max(millis(a, ofA.apply(number)), other.join()));
        }
        return took.stream().sorted().toList().get(times / 2);
    }

    private static long millis(TomcatServer node, String path) {
        long start = System.nanoTime();
        try {
            assertThat(new RawHttp(node.uri()).get(path).status()).as(path).isEqualTo(200);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
