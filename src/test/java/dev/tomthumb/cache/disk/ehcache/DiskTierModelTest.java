package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ehcache.Cache;

/** Any sequence of operations on a cache agrees with a map, through restarts and crashes. */
class DiskTierModelTest {
    /** What is done to a cache and to the map. */
    private enum Kind {
        PUT,
        GET,
        REMOVE,
        PUT_IF_ABSENT,
        REMOVE_IF,
        REPLACE,
        REPLACE_IF,
        CONTAINS,
        CLEAR,
        RESTART,
        CRASH
    }

    private record Step(Kind kind, int key, int value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        // A restart costs as much as a thousand of the others.
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(
                        60,
                        Arbitraries.of(
                                Kind.PUT,
                                Kind.GET,
                                Kind.REMOVE,
                                Kind.PUT_IF_ABSENT,
                                Kind.REMOVE_IF,
                                Kind.REPLACE,
                                Kind.REPLACE_IF,
                                Kind.CONTAINS)),
                Tuple.of(1, Arbitraries.of(Kind.CLEAR, Kind.RESTART, Kind.CRASH)));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMaxSize(120);
    }

    @Property(tries = 40)
    void agreesWithAMap(@ForAll Tiers tiers, @ForAll("steps") List<Step> steps) throws Exception {
        Path base = Files.createTempDirectory("tier-model");
        try (Session session = new Session(base, tiers)) {
            for (Step step : steps) {
                session.apply(step);
            }
            session.compare();
        } finally {
            SmallFiles.deleteTree(base);
        }
    }

    /** A cache and the map that says what is in it. */
    private static final class Session implements AutoCloseable {
        private final long[] clock = {1_700_000_000_000L};
        private final Map<String, Page> model = new HashMap<>();
        private final Path base;
        private final Tiers tiers;
        private int generation;
        private DiskManager manager;
        private Cache<String, Page> cache;

        Session(Path base, Tiers tiers) {
            this.base = base;
            this.tiers = tiers;
            open();
        }

        private Path directory() {
            return base.resolve("generation-" + generation);
        }

        private void open() {
            manager = DiskManager.open(
                    directory(),
                    clock,
                    DiskManager.cache(
                                    String.class,
                                    Page.class,
                                    tiers.with(10, true).build())
                            .build());
            cache = manager.cache(String.class, Page.class);
        }

        private void restart() {
            manager.close();
            open();
        }

        private void crash() throws IOException {
            Path left = directory();
            generation++;
            Directories.copy(left, directory());
            manager.close();
            open();
        }

        void apply(Step step) throws IOException {
            String key = "key" + step.key();
            Page value = Page.of("page", step.value());
            Page other = Page.of("other", step.value());
            switch (step.kind()) {
                case PUT -> {
                    cache.put(key, value);
                    model.put(key, value);
                }
                case GET -> assertThat(cache.get(key)).isEqualTo(model.get(key));
                case REMOVE -> {
                    cache.remove(key);
                    model.remove(key);
                }
                case PUT_IF_ABSENT ->
                    assertThat(cache.putIfAbsent(key, other)).isEqualTo(model.putIfAbsent(key, other));
                case REMOVE_IF -> assertThat(cache.remove(key, value)).isEqualTo(model.remove(key, value));
                case REPLACE -> assertThat(cache.replace(key, other)).isEqualTo(model.replace(key, other));
                case REPLACE_IF ->
                    assertThat(cache.replace(key, value, other)).isEqualTo(model.replace(key, value, other));
                case CONTAINS -> assertThat(cache.containsKey(key)).isEqualTo(model.containsKey(key));
                case CLEAR -> {
                    cache.clear();
                    model.clear();
                }
                case RESTART -> restart();
                case CRASH -> crash();
            }
        }

        void compare() {
            Map<String, Page> all = new HashMap<>();
            cache.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            assertThat(all).isEqualTo(model);
            assertThat(Objects.requireNonNull(manager.handle().statistics()).entries())
                    .isEqualTo(model.size());
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
