package dev.tomthumb.cache.ehcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PurgeIndexTest {
    private static final List<CacheKey> KEYS = List.of(key("a"), key("a/b"), key("c"));

    private static CacheKey key(String original) {
        return new CacheKey("f w:1/" + original, original);
    }

    /** The index says what asking every purge behind the place would say. */
    @Property
    void asEveryPurgeWouldSay(@ForAll("purges") List<Invalidation> purges) {
        PurgeIndex index = new PurgeIndex(0);
        for (int i = 0; i < purges.size(); i++) {
            index.add(i + 1, purges.get(i));
        }
        for (CacheKey key : KEYS) {
            for (List<String> tags : List.of(List.<String>of(), List.of("x"), List.of("x", "y"))) {
                for (int known = 0; known <= purges.size(); known++) {
                    boolean meant =
                            purges.subList(known, purges.size()).stream().anyMatch(purge -> purge.means(key, tags));
                    assertThat(index.meansSince(known, key, tags)).isEqualTo(meant);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Invalidation>> purges() {
        List<Invalidation> all = new ArrayList<>();
        all.add(new Invalidation.Everything());
        for (CacheKey key : KEYS) {
            all.add(new Invalidation.OfOriginal(key.original()));
            all.add(new Invalidation.OfOriginals(key.original()));
            all.add(new Invalidation.OfRendition(key));
        }
        all.add(new Invalidation.OfTag("x"));
        all.add(new Invalidation.OfTag("y"));
        return Arbitraries.of(all).list().ofMaxSize(8);
    }

    @Test
    void whatWasMadeBeforeTheLogBeginsCountsAsPurged() {
        PurgeIndex index = new PurgeIndex(10);

        assertThat(index.meansSince(9, key("a"), List.of())).isTrue();
        assertThat(index.meansSince(10, key("a"), List.of())).isFalse();
    }

    @Test
    void whatLeavesTheLogIsForgotten() {
        PurgeIndex index = new PurgeIndex(0);
        for (int i = 1; i <= 20; i++) {
            index.add(i, new Invalidation.OfTag("tag-" + i));
        }

        index.trim(11);

        assertThat(index.size()).isEqualTo(10);
        assertThat(index.meansSince(9, key("a"), List.of())).isTrue();
        assertThat(index.meansSince(10, key("a"), List.of("tag-11"))).isTrue();
        assertThat(index.meansSince(11, key("a"), List.of("tag-11"))).isFalse();
    }
}
