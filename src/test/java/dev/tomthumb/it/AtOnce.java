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
     * How long the later of two answers takes, in milliseconds, the median of some: where both want the same, and where each
     * wants one of its own. They take turns, for a server that is warm by now is quicker than it was.
     */
    record Medians(long same, long different) {}

    /** @param fresh paths of pictures that take alike and that nobody has asked for, by number */
    static Medians medians(int times, TomcatServer a, TomcatServer b, IntFunction<String> fresh) {
        List<Long> same = new ArrayList<>();
        List<Long> different = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            same.add(later(a, fresh.apply(3 * i), b, fresh.apply(3 * i)));
            different.add(later(a, fresh.apply(3 * i + 1), b, fresh.apply(3 * i + 2)));
        }
        return new Medians(median(same), median(different));
    }

    private static long later(TomcatServer a, String ofA, TomcatServer b, String ofB) {
        CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> millis(b, ofB));
        return Math.max(millis(a, ofA), other.join());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
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
