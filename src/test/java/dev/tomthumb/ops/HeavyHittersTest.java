package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class HeavyHittersTest {
    @Property
    void aCountIsNeverTooLowAndTooHighByItsErrorAtMost(
            @ForAll @Size(max = 300) List<@IntRange(max = 20) Integer> stream,
            @ForAll @IntRange(min = 1, max = 8) int places) {
        HeavyHitters<Integer> hitters = new HeavyHitters<>(places);
        Map<Integer, Long> truth = new HashMap<>();
        for (int key : stream) {
            hitters.count("key" + key, () -> key);
            truth.merge(key, 1L, Long::sum);
        }

        List<HeavyHitters.Hitter<Integer>> all = hitters.all();
        assertThat(all).hasSize(Math.min(places, truth.size()));
        for (HeavyHitters.Hitter<Integer> hitter : all) {
            assertThat(hitter.key()).isEqualTo("key" + hitter.known());
            assertThat(truth.get(hitter.known())).isBetween(hitter.count() - hitter.error(), hitter.count());
        }
        truth.forEach((key, count) -> {
            if (count > (double) stream.size() / places) {
                assertThat(all)
                        .as("%d came %d times", key, count)
                        .anyMatch(hitter -> hitter.known().equals(key));
            }
        });
    }
}
