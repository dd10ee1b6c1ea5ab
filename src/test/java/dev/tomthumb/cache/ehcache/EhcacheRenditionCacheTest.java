package dev.tomthumb.cache.ehcache;

import static dev.tomthumb.cache.Renditions.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.RenditionCacheContract;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.model.ImageEvents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EhcacheRenditionCacheTest {
    private static final int MAX_HEAP_OBJECT = 64 * 1024;
    private static final String HEAP = "<heap unit='entries'>100</heap>";
    private static final String OFFHEAP = "<offheap unit='MB'>4</offheap>";
    private static final String DISK = "<disk unit='MB' persistent='true'>64</disk>";

    @TempDir
    Path dir;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<EhcacheRenditionCache> opened = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private final InstantSource clock = () -> now;

    private final ImageEvents events = new ImageEvents() {
        @Override
        public void cacheFailed(String operation, Throwable cause) {
            failures.add(operation);
        }
    };

    private Set<Long> threadsBefore = Set.of();

    @BeforeEach
    void countThreads() {
        threadsBefore = threads().keySet();
    }

    @AfterEach
    void closeAllAndSeeThatNoThreadIsLeft() throws Exception {
        opened.forEach(EhcacheRenditionCache::close);
        for (Map.Entry<Long, Thread> entry : threads().entrySet()) {
            if (!threadsBefore.contains(entry.getKey())) {
                Thread thread = entry.getValue();
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(thread.isAlive())
                        .as("thread '%s' lives on after close", thread.getName())
                        .isFalse();
            }
        }
    }

    abstract class Contract extends RenditionCacheContract {
        private final String tiers;

        Contract(String tiers) {
            this.tiers = tiers;
        }

        @Override
        protected RenditionCache open() throws Exception {
            return EhcacheRenditionCacheTest.this.open(tiers);
        }

        @Test
        void nothingFailedUnseen() {
            assertThat(failures).isEmpty();
        }
    }

    @Nested
    class HeapOnly extends Contract {
        HeapOnly() {
            super(HEAP);
        }
    }

    @Nested
    class HeapAndOffheap extends Contract {
        HeapAndOffheap() {
            super(HEAP + OFFHEAP);
        }
    }

    @Nested
    class HeapAndDisk extends Contract {
        HeapAndDisk() {
            super(HEAP + DISK);
        }
    }

    @Nested
    class AllThreeTiers extends Contract {
        AllThreeTiers() {
            super(HEAP + OFFHEAP + DISK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAP + DISK, HEAP + OFFHEAP + DISK})
    void aThousandRenditionsSurviveACleanRestart(String tiers) throws Exception {
        EhcacheRenditionCache first = open(tiers);
        for (int i = 0; i < 1000; i++) {
            first.put(key(i), Renditions.of(i, 5_000));
        }
        first.close();

        EhcacheRenditionCache second = open(tiers);
        for (int i = 0; i < 1000; i++) {
            assertSame(i, 5_000, second);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void theDefaultInTheJarServesAndSurvivesARestart() throws Exception {
        EhcacheRenditionCache.Setup setup =
                new EhcacheRenditionCache.Setup(EhcacheXml.inJar(), dir.resolve("cache"), "/shop", MAX_HEAP_OBJECT);
        try (EhcacheRenditionCache cache = EhcacheRenditionCache.open(setup, events, clock)) {
            cache.put(key(1), Renditions.of(1, 5_000));
            assertThat(cache.describe())
                    .isEqualTo("heap 1000 entries of up to 64 kB, disk 2048 MB in " + dir.resolve("cache"));
        }
        try (EhcacheRenditionCache cache = EhcacheRenditionCache.open(setup, events, clock)) {
            assertSame(1, 5_000, cache);
        }
    }

    @Test
    void largeRenditionsSkipTheHeapAndComeFromDisk() throws Exception {
        EhcacheRenditionCache cache = open(HEAP + DISK);
        cache.put(key(1), Renditions.of(1, MAX_HEAP_OBJECT));
        cache.put(key(2), Renditions.of(2, MAX_HEAP_OBJECT + 1));

        assertSame(1, MAX_HEAP_OBJECT, cache);
        assertSame(2, MAX_HEAP_OBJECT + 1, cache);
        assertSame(2, MAX_HEAP_OBJECT + 1, cache);

        assertThat(cache.statistics().get("heap")).containsEntry("mappings", 1L).containsEntry("hits", 1L);
        assertThat(cache.statistics().get("disk")).containsEntry("mappings", 2L);
    }

    @Test
    void aLargeRenditionReplacesASmallOneInTheHeapToo() throws Exception {
        EhcacheRenditionCache cache = open(HEAP + DISK);
        cache.put(key(1), Renditions.of(1, 100));
        cache.put(key(1), Renditions.of(1, MAX_HEAP_OBJECT + 1));

        assertSame(1, MAX_HEAP_OBJECT + 1, cache);
    }

    @Test
    void whatComesFromDiskIsAnsweredFromTheHeapNextTime() throws Exception {
        EhcacheRenditionCache first = open(HEAP + DISK);
        first.put(key(1), Renditions.of(1, 100));
        first.close();

        EhcacheRenditionCache second = open(HEAP + DISK);
        assertSame(1, 100, second);
        assertSame(1, 100, second);

        assertThat(second.statistics().get("heap")).containsEntry("hits", 1L);
    }

    @Test
    void theHeapHoldsNoMoreEntriesThanTheFileSaysAndTheDiskHasTheRest() throws Exception {
        EhcacheRenditionCache cache = open(HEAP + DISK);
        for (int i = 0; i < 1000; i++) {
            cache.put(key(i), Renditions.of(i, 1_000));
        }

        assertThat(cache.statistics().get("heap").get("mappings")).isLessThanOrEqualTo(100);
        for (int i = 0; i < 1000; i++) {
            assertSame(i, 1_000, cache);
        }
        assertThat(cache.statistics().get("heap").get("mappings")).isLessThanOrEqualTo(100);
        assertThat(cache.statistics().get("disk"))
                .containsEntry("mappings", 1000L)
                .containsKeys(
                        "hits", "misses", "puts", "evictions", "expirations", "allocated_bytes", "occupied_bytes");
        assertThat(cache.statistics().get("heap")).doesNotContainKeys("allocated_bytes", "occupied_bytes");
    }

    @Test
    void aFullDiskTierForgetsAndNeverMixesUp() throws Exception {
        EhcacheRenditionCache cache = open("<heap unit='entries'>1</heap><disk unit='MB' persistent='true'>2</disk>");
        for (int i = 0; i < 500; i++) {
            cache.put(key(i), Renditions.of(i, 20_000));
        }

        int found = 0;
        for (int i = 0; i < 500; i++) {
            Optional<?> one = cache.get(key(i));
            if (one.isPresent()) {
                assertSame(i, 20_000, cache);
                found++;
            }
        }
        assertThat(found).isBetween(10, 120);
    }

    @Test
    void aRenditionLargerThanTheWholeDiskTierIsDroppedAndTold() throws Exception {
        EhcacheRenditionCache cache = open("<heap unit='entries'>1</heap><disk unit='MB' persistent='true'>2</disk>");

        cache.put(key(1), Renditions.of(1, 100));
        cache.put(key(1), Renditions.of(1, 3_000_000));
        cache.put(key(2), Renditions.of(2, 100));

        assertThat(cache.get(key(1))).as("neither the new one nor the old").isEmpty();
        assertThat(cache.statistics().get("disk")).containsEntry("dropped", 1L);
        assertSame(2, 100, cache);
    }

    @Test
    void timeToLiveCountsFromTheMakingInTheHeapToo() throws Exception {
        String tiers = "<heap unit='entries'>100</heap>" + DISK;
        String ttl = "<expiry><ttl unit='days'>30</ttl></expiry>";
        EhcacheRenditionCache first = open(ttl, tiers, "/shop");
        first.put(key(1), Renditions.of(1, 100));
        first.close();

        now = now.plus(Duration.ofDays(20));
        EhcacheRenditionCache second = open(ttl, tiers, "/shop");
        assertSame(1, 100, second); // now in the heap
        now = now.plus(Duration.ofDays(9));
        assertSame(1, 100, second);
        now = now.plus(Duration.ofDays(2));
        assertThat(second.get(key(1))).isEmpty();
    }

    @Test
    void timeToIdleCountsFromTheLastUse() throws Exception {
        EhcacheRenditionCache cache = open("<expiry><tti unit='days'>7</tti></expiry>", HEAP + DISK, "/shop");
        cache.put(key(1), Renditions.of(1, 100));
        cache.put(key(2), Renditions.of(2, 100));

        for (int day = 0; day < 20; day += 5) {
            assertSame(1, 100, cache);
            now = now.plus(Duration.ofDays(5));
        }
        assertSame(1, 100, cache);
        assertThat(cache.get(key(2))).isEmpty();
    }

    @Test
    void aSecondHolderServesFromTheHeapSaysSoAndTakesOverWhenTheFirstHasGone() throws Exception {
        EhcacheRenditionCache first = open("", HEAP + DISK, "/shop");
        first.put(key(1), Renditions.of(1, 100));
        EhcacheRenditionCache second = open("", HEAP + DISK, "/shop##2");
        second.put(key(2), Renditions.of(2, 100));

        assertSame(2, 100, second);
        assertThat(second.get(key(1))).isEmpty();
        assertThat(second.describe())
                .contains("The disk cache does not serve: " + dir.resolve("cache") + " is held by /shop of process ");
        assertThat(second.statistics()).containsEntry("disk", Map.of("serving", 0L));
        assertThat(second.tryTakeOver()).isFalse();
        assertThat(first.tryTakeOver()).isTrue();

        first.close();
        assertThat(second.tryTakeOver()).isTrue();
        assertThat(second.statistics().get("disk")).containsEntry("serving", 1L);
        assertThat(second.describe()).doesNotContain("does not serve");
        assertSame(1, 100, second); // from the first holder's disk
        assertSame(2, 100, second); // still in its own heap
        assertThat(failures).isEmpty();
    }

    @Test
    void aSecondHolderWithOffheapServesFromItUntilTheDiskIsFree() throws Exception {
        EhcacheRenditionCache first = open("", HEAP + OFFHEAP + DISK, "/shop");
        EhcacheRenditionCache second = open("", HEAP + OFFHEAP + DISK, "/shop##2");
        second.put(key(1), Renditions.of(1, MAX_HEAP_OBJECT + 1));

        assertSame(1, MAX_HEAP_OBJECT + 1, second);
        assertThat(second.statistics()).containsKey("offheap").containsEntry("disk", Map.of("serving", 0L));
        first.close();
        assertThat(second.tryTakeOver()).isTrue();
        assertThat(second.statistics()).containsKeys("offheap", "disk");
        assertThat(second.statistics().get("disk")).containsEntry("serving", 1L);
    }

    @Test
    void aClosedCacheTakesNothingOver() throws Exception {
        EhcacheRenditionCache first = open(HEAP + DISK);
        EhcacheRenditionCache second = open(HEAP + DISK);
        second.close();
        first.close();

        assertThat(second.tryTakeOver()).isFalse();
        open(HEAP + DISK).put(key(1), Renditions.of(1, 100));
        assertThat(failures).isEmpty();
    }

    @Test
    void aFileInPlaceOfTheDirectoryLeavesTheHeapServing() throws Exception {
        Files.createFile(dir.resolve("cache"));
        EhcacheRenditionCache cache = open(HEAP + DISK);
        cache.put(key(1), Renditions.of(1, 100));

        assertSame(1, 100, cache);
        assertThat(cache.describe()).contains("is not a directory").contains("lost at a restart");
        Files.delete(dir.resolve("cache"));
        assertThat(cache.tryTakeOver()).isTrue();
    }

    @Test
    void aDirectoryInPlaceOfASegmentIsNoHindrance() throws Exception {
        EhcacheRenditionCache first = open(HEAP + DISK);
        first.put(key(1), Renditions.of(1, 100));
        first.close();
        Path data = segments().get(0);
        Files.delete(data);
        Files.createDirectory(data);
        Files.createFile(data.resolve("in-the-way"));

        EhcacheRenditionCache second = open(HEAP + DISK);
        assertThat(second.describe()).doesNotContain("does not serve");
        second.put(key(2), Renditions.of(2, MAX_HEAP_OBJECT + 1));
        assertSame(2, MAX_HEAP_OBJECT + 1, second);
    }

    @Test
    void damagedFilesNeverGiveAWrongPicture() throws Exception {
        int count = 300;
        EhcacheRenditionCache first = open(HEAP + DISK);
        for (int i = 0; i < count; i++) {
            first.put(key(i), Renditions.of(i, 5_000));
        }
        first.close();
        for (Path segment : segments()) {
            flipABitEvery(16_384, segment);
        }

        EhcacheRenditionCache second = open(HEAP + DISK);
        int found = 0;
        for (int i = 0; i < count; i++) {
            Optional<?> one = second.get(key(i));
            if (one.isPresent()) {
                assertSame(i, 5_000, second);
                found++;
            } else {
                assertThat(second.get(key(i))).as("forgotten for good").isEmpty();
            }
        }
        assertThat(found).as("each flip costs one at most").isBetween(count * 2 / 3, count - 1);
        assertThat(second.statistics().get("disk").get("damaged")).isEqualTo(count - found);
        second.put(key(0), Renditions.of(0, 5_000));
        assertSame(0, 5_000, second);
    }

    @Test
    void aThreadWithoutAContextClassLoaderOpensAndTakesOver() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            EhcacheRenditionCache first = open(HEAP + OFFHEAP + DISK);
            EhcacheRenditionCache second = open(HEAP + OFFHEAP + DISK);
            first.put(key(1), Renditions.of(1, 100));
            first.close();
            assertThat(second.tryTakeOver()).isTrue();
            assertSame(1, 100, second);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aCacheThatWasNeverClosedHasEverything() throws Exception {
        EhcacheRenditionCache killed = open(HEAP + DISK);
        for (int i = 0; i < 200; i++) {
            killed.put(key(i), Renditions.of(i, 1_000));
        }
        killed.remove(key(7));
        copyOfTheDirectory(dir.resolve("cache"), dir.resolve("after-the-kill"));

        EhcacheRenditionCache second = open("", HEAP + DISK, "/shop", "after-the-kill");
        for (int i = 0; i < 200; i++) {
            if (i == 7) {
                assertThat(second.get(key(i))).isEmpty();
            } else {
                assertSame(i, 1_000, second);
            }
        }
    }

    @Test
    void renditionsOfAnEarlierVersionAreDeleted() throws Exception {
        Path old = dir.resolve("cache/ehcache/file/renditions_123/offheap-disk-store");
        Files.createDirectories(old);
        Files.write(old.resolve("ehcache-disk-store.data"), new byte[100_000]);

        open(HEAP + DISK);
        assertThat(old).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAP, HEAP + OFFHEAP, HEAP + DISK, HEAP + OFFHEAP + DISK})
    void whatIsDeclaredOldIsGoneFromAllTiers(String tiers) throws Exception {
        EhcacheRenditionCache cache = open(tiers);
        putAll(cache);

        assertThat(cache.invalidate(new Invalidation.OfOriginal("s3://photos/2026/cat.jpg")))
                .isEqualTo(2);
        assertThat(cache.get(named("w:320/", "s3://photos/2026/cat.jpg"))).isEmpty();
        assertThat(cache.get(named("w:320/", "s3://photos/2026/cat.jpg.bak"))).isPresent();

        cache.invalidate(new Invalidation.OfOriginals("s3://photos/2026/"));
        assertThat(cache.get(named("w:320/", "s3://photos/2026/cat.jpg.bak"))).isEmpty();
        assertThat(cache.get(named("w:320/", "s3://photos/2025/cat.jpg"))).isPresent();

        cache.clear();
        assertThat(cache.get(named("w:320/", "s3://photos/2025/cat.jpg"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAP, HEAP + OFFHEAP, HEAP + DISK, HEAP + OFFHEAP + DISK})
    void whatCarriesATagIsGoneFromAllTiers(String tiers) throws Exception {
        EhcacheRenditionCache cache = open(tiers);
        CacheKey red = named("w:320/", "s3://photos/red.jpg");
        CacheKey blue = named("w:320/", "s3://photos/blue.jpg");
        String longest = "\uD55C".repeat(128);
        cache.put(red, Renditions.tagged(1, List.of("red", longest)));
        cache.put(blue, Renditions.tagged(2, List.of("blue")));
        assertThat(cache.get(red).orElseThrow().tags()).containsExactly("red", longest);

        assertThat(cache.invalidate(new Invalidation.OfTag("re"))).isZero();
        assertThat(cache.invalidate(new Invalidation.OfTag(longest))).isEqualTo(1);

        assertThat(cache.get(red)).isEmpty();
        assertThat(cache.get(blue)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAP, HEAP + OFFHEAP, HEAP + DISK, HEAP + OFFHEAP + DISK})
    void oneRenditionIsGoneFromAllTiersAndNoOther(String tiers) throws Exception {
        EhcacheRenditionCache cache = open(tiers);
        putAll(cache);
        CacheKey one = named("w:320/", "s3://photos/2026/cat.jpg");

        assertThat(cache.invalidate(new Invalidation.OfRendition(one))).isEqualTo(1);
        assertThat(cache.invalidate(new Invalidation.OfRendition(one))).isZero();

        assertThat(cache.get(one)).isEmpty();
        assertThat(cache.get(named("w:640/", "s3://photos/2026/cat.jpg"))).isPresent();
    }

    @Test
    void oneRenditionDoesNotComeBackAfterAKillNorFromAMakerWhoBeganBefore() throws Exception {
        EhcacheRenditionCache killed = open(HEAP + DISK);
        putAll(killed);
        CacheKey one = named("w:320/", "s3://photos/2026/cat.jpg");
        long before = killed.stamp();
        killed.invalidate(new Invalidation.OfRendition(one));
        killed.put(one, Renditions.tagged(1, List.of()), before);
        assertThat(killed.get(one)).isEmpty();
        copyOfTheDirectory(dir.resolve("cache"), dir.resolve("after-the-kill"));

        EhcacheRenditionCache second = open("", HEAP + DISK, "/shop", "after-the-kill");
        assertThat(second.get(one)).isEmpty();
        assertThat(second.get(named("w:640/", "s3://photos/2026/cat.jpg"))).isPresent();
    }

    @Test
    void whatIsTaggedIsGoneByItsTagAfterARestart() throws Exception {
        EhcacheRenditionCache first = open(HEAP + DISK);
        CacheKey red = named("w:320/", "s3://photos/red.jpg");
        first.put(red, Renditions.tagged(1, List.of("red")));
        first.close();

        EhcacheRenditionCache second = open(HEAP + DISK);
        assertThat(second.get(red).orElseThrow().tags()).containsExactly("red");
        assertThat(second.invalidate(new Invalidation.OfTag("red"))).isEqualTo(1);
        assertThat(second.get(red)).isEmpty();
    }

    @Test
    void whatIsDeclaredOldDoesNotComeBackAfterAKill() throws Exception {
        EhcacheRenditionCache killed = open(HEAP + DISK);
        putAll(killed);
        killed.invalidate(new Invalidation.OfOriginal("s3://photos/2026/cat.jpg"));
        copyOfTheDirectory(dir.resolve("cache"), dir.resolve("after-the-kill"));

        EhcacheRenditionCache second = open("", HEAP + DISK, "/shop", "after-the-kill");
        assertThat(second.get(named("w:320/", "s3://photos/2026/cat.jpg"))).isEmpty();
        assertThat(second.get(named("w:640/", "s3://photos/2026/cat.jpg"))).isEmpty();
        assertThat(second.get(named("w:320/", "s3://photos/2025/cat.jpg"))).isPresent();
    }

    @Test
    void whatIsDeclaredOldWhileItIsMadeIsNotKept() throws Exception {
        EhcacheRenditionCache cache = open(HEAP + DISK);
        long stamp = cache.stamp();
        cache.invalidate(new Invalidation.OfOriginal("s3://photos/2026/cat.jpg"));
        cache.put(named("w:320/", "s3://photos/2026/cat.jpg"), Renditions.of(1, 100), stamp);
        cache.put(named("w:320/", "s3://photos/2026/dog.jpg"), Renditions.of(2, 100), stamp);

        assertThat(cache.get(named("w:320/", "s3://photos/2026/cat.jpg"))).isEmpty();
        assertThat(cache.get(named("w:320/", "s3://photos/2026/dog.jpg"))).isPresent();
        cache.put(named("w:320/", "s3://photos/2026/cat.jpg"), Renditions.of(3, 100), cache.stamp());
        assertThat(cache.get(named("w:320/", "s3://photos/2026/cat.jpg"))).isPresent();
    }

    @Test
    void whatIsDeclaredOldWhileTheDiskIsHeldElsewhereIsGoneWhenItIsTakenOver() throws Exception {
        EhcacheRenditionCache first = open(HEAP + DISK);
        EhcacheRenditionCache second = open(HEAP + DISK);
        putAll(first);
        second.invalidate(new Invalidation.OfOriginal("s3://photos/2026/cat.jpg"));
        first.close();

        assertThat(second.tryTakeOver()).isTrue();
        assertThat(second.get(named("w:320/", "s3://photos/2026/cat.jpg"))).isEmpty();
        assertThat(second.get(named("w:320/", "s3://photos/2025/cat.jpg"))).isPresent();
    }

    private static void putAll(RenditionCache cache) {
        cache.put(named("w:320/", "s3://photos/2026/cat.jpg"), Renditions.of(1, 100));
        cache.put(named("w:640/", "s3://photos/2026/cat.jpg"), Renditions.of(2, 100));
        cache.put(named("w:320/", "s3://photos/2026/cat.jpg.bak"), Renditions.of(3, 100));
        cache.put(named("w:320/", "s3://photos/2025/cat.jpg"), Renditions.of(4, 100));
    }

    private static CacheKey named(String variant, String original) {
        return new CacheKey("fp " + variant + original, original);
    }

    /** What a new process finds after the old one was killed: the files as they are, and nobody who holds them. */
    private static void copyOfTheDirectory(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!name.equals("owner.txt") && !name.endsWith("lock")) {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void theThreadsOfTheDiskTierAreOursAndDaemons() throws Exception {
        EhcacheRenditionCache cache = open(HEAP + DISK);
        for (int i = 0; i < 1000; i++) {
            cache.put(key(i), Renditions.of(i, 1_000));
        }

        List<Thread> made = threads().values().stream()
                .filter(thread -> !threadsBefore.contains(thread.getId()))
                .toList();
        assertThat(made).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(made).extracting(Thread::getName).allMatch(name -> name.startsWith("tomthumb-disk "));
    }

    private EhcacheRenditionCache open(String tiers) throws Exception {
        return open("", tiers, "/shop");
    }

    private EhcacheRenditionCache open(String expiry, String tiers, String owner) throws Exception {
        return open(expiry, tiers, owner, "cache");
    }

    private EhcacheRenditionCache open(String expiry, String tiers, String owner, String name) throws Exception {
        Path xml = Files.writeString(
                dir.resolve("ehcache.xml"),
                "<config xmlns='http://www.ehcache.org/v3'><cache alias='renditions'>" + expiry + "<resources>" + tiers
                        + "</resources></cache></config>");
        EhcacheRenditionCache cache = EhcacheRenditionCache.open(
                new EhcacheRenditionCache.Setup(EhcacheXml.at(xml), dir.resolve(name), owner, MAX_HEAP_OBJECT),
                events,
                clock);
        opened.add(cache);
        return cache;
    }

    private static void assertSame(int seed, int bytes, RenditionCache cache) {
        RenditionCacheContract.assertSame(Renditions.of(seed, bytes), cache.get(key(seed)));
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.toList().stream();
        }
    }

    private List<Path> segments() throws IOException {
        return files().filter(file -> file.toString().endsWith(".seg")).sorted().toList();
    }

    private static void flipABitEvery(int distance, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            for (int at = 1_000; at < bytes.limit(); at += distance) {
                bytes.put(at, (byte) (bytes.get(at) ^ 0x10));
            }
        }
    }

    private static Map<Long, Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> !Set.of("system", "InnocuousThreadGroup")
                        .contains(thread.getThreadGroup().getName()))
                .collect(Collectors.toMap(Thread::getId, thread -> thread));
    }
}
