package dev.tomthumb.cache.ehcache;

import static dev.tomthumb.cache.Renditions.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillGuardTest {
    private final FillGuard guard = new FillGuard();
    private final List<String> heap = new ArrayList<>();

    @Test
    void whatWasReadFromBelowGoesIntoTheHeap() {
        long stamp = guard.stamp(key(1));
        guard.fill(key(1), stamp, () -> heap.add("old"));

        assertThat(heap).containsExactly("old");
    }

    @Test
    void whatWasWrittenMeanwhileStays() {
        long stamp = guard.stamp(key(1));
        guard.write(key(1), () -> heap.add("new"));
        guard.fill(key(1), stamp, () -> heap.add("old"));

        assertThat(heap).containsExactly("new");
    }

    @Test
    void whatWasClearedMeanwhileStaysAway() {
        long stamp = guard.stamp(key(1));
        guard.clear(heap::clear);
        guard.fill(key(1), stamp, () -> heap.add("old"));

        assertThat(heap).isEmpty();
    }

    @Test
    void aReaderThatComesAfterTheWriteMayFillAgain() {
        guard.write(key(1), () -> heap.add("new"));
        long stamp = guard.stamp(key(1));
        guard.fill(key(1), stamp, () -> heap.add("new again"));

        assertThat(heap).containsExactly("new", "new again");
    }
}
