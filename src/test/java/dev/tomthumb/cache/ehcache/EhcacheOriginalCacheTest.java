package dev.tomthumb.cache.ehcache;

import static dev.tomthumb.cache.OriginalCacheContract.assertSame;
import static dev.tomthumb.cache.OriginalCacheContract.key;
import static dev.tomthumb.cache.OriginalCacheContract.original;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.cache.OriginalCacheContract;
import dev.tomthumb.model.ImageEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EhcacheOriginalCacheTest {
    private static final String OFFHEAP = "<offheap unit='MB'>8</offheap>";
    private static final String DISK = "<disk unit='MB' persistent='true'>64</disk>";

    @TempDir
    Path dir;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<OriginalCache> opened = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final ImageEvents events = new ImageEvents() {
        @Override
        public void cacheFailed(String operation, Throwable cause) {
            failures.add(operation);
        }
    };

    @AfterEach
    void closeAll() {
        opened.forEach(OriginalCache::close);
    }

    private Optional<EhcacheOriginalCache> openFile(String caches) throws Exception {
        return openFile(caches, "cache");
    }

    private Optional<EhcacheOriginalCache> openFile(String caches, String name) throws Exception {
        Path file = dir.resolve("ehcache.xml");
        Files.writeString(
                file,
                "<config xmlns=\"http://www.ehcache.org/v3\">\n<cache alias=\"renditions\">\n<resources>\n"
                        + "<heap unit=\"entries\">10</heap>\n</resources>\n</cache>\n" + caches + "\n</config>");
        Optional<EhcacheOriginalCache> cache =
                EhcacheOriginalCache.open(EhcacheXml.at(file), dir.resolve(name), "/test", events, clock);
        cache.ifPresent(opened::add);
        return cache;
    }

    private EhcacheOriginalCache open(String tiers) throws Exception {
        return open(tiers, "cache");
    }

    private EhcacheOriginalCache open(String tiers, String name) throws Exception {
        return openFile(
                        "<cache alias=\"originals\">\n<expiry><ttl unit=\"hours\">1</ttl></expiry>\n<resources>\n"
                                + tiers + "\n</resources>\n</cache>",
                        name)
                .orElseThrow();
    }

    abstract class Contract extends OriginalCacheContract {
        private final String tiers;

        Contract(String tiers) {
            this.tiers = tiers;
        }

        @Override
        protected OriginalCache open() throws Exception {
            return EhcacheOriginalCacheTest.this.open(tiers);
        }

        @AfterEach
        void nothingFailedUnseen() {
            assertThat(failures).isEmpty();
        }
    }

    @Nested
    class Offheap extends Contract {
        Offheap() {
            super(OFFHEAP);
        }
    }

    @Nested
    class Disk extends Contract {
        Disk() {
            super(DISK);
        }
    }

    @Nested
    class OffheapAndDisk extends Contract {
        OffheapAndDisk() {
            super(OFFHEAP + DISK);
        }
    }

    @Test
    void withoutTheAliasThereIsNone() throws Exception {
        assertThat(openFile("")).isEmpty();
        assertThat(EhcacheXml.readOriginals(EhcacheXml.inJar())).isEmpty();
        assertThat(dir.resolve("cache")).doesNotExist();
    }

    @Test
    void aHeapIsRefusedWithItsLine() {
        assertThatThrownBy(() -> open("<heap unit='entries'>10</heap>\n" + OFFHEAP))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageContaining("ehcache.xml, line 10: the cache 'originals' must have no <heap>")
                .hasMessageEndingWith("Write <offheap> or <disk>.");
    }

    @Test
    void aDiskThatIsTooSmallIsRefusedInItsOwnName() {
        assertThatThrownBy(() -> open("<disk unit='MB' persistent='true'>1</disk>"))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageContaining("line 10: <disk> of the cache 'originals' is 1048576 bytes");
    }

    @Test
    void whatIsOnDiskSurvivesARestartAndPurgesDo() throws Exception {
        OriginalCache first = open(DISK);
        first.put(key("cat.jpg"), original(1), first.stamp());
        first.put(key("dog.jpg"), original(2), first.stamp());
        first.invalidate(new Invalidation.OfOriginal("s3://photos/dog.jpg"));
        first.close();

        OriginalCache second = open(DISK);

        assertSame(original(1), second.get(key("cat.jpg")));
        assertThat(second.get(key("dog.jpg"))).isEmpty();
        assertThat(dir.resolve("cache/originals/ehcache")).isDirectory();
    }

    @Test
    void aCacheThatWasNeverClosedHasEverything() throws Exception {
        OriginalCache killed = open(DISK);
        for (int i = 0; i < 20; i++) {
            killed.put(key(i + ".jpg"), original(i), killed.stamp());
        }
        killed.remove(key("7.jpg"));
        copyWithoutLock(dir.resolve("cache"), dir.resolve("after-the-kill"));

        OriginalCache second = open(DISK, "after-the-kill");
        for (int i = 0; i < 20; i++) {
            if (i == 7) {
                assertThat(second.get(key("7.jpg"))).isEmpty();
            } else {
                assertSame(original(i), second.get(key(i + ".jpg")));
            }
        }
    }

    private static void copyWithoutLock(Path from, Path to) throws IOException {
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
    void whatItsFileGivesALifetimeExpires() throws Exception {
        OriginalCache cache = open(DISK);
        cache.put(key("cat.jpg"), original(1), cache.stamp());
        now = now.plusSeconds(3601);

        assertThat(cache.get(key("cat.jpg"))).isEmpty();
    }

    @Test
    void aDirectoryThatAnotherHoldsIsSaidAndTakenOverLater() throws Exception {
        OriginalCache holder = open(DISK);
        EhcacheOriginalCache waiting = open(DISK);
        waiting.put(key("cat.jpg"), original(1), waiting.stamp());

        assertThat(waiting.lack().orElseThrow()).contains("Originals are not kept");
        assertThat(waiting.get(key("cat.jpg"))).isEmpty();
        holder.close();
        assertThat(waiting.tryTakeOver()).isTrue();
        assertThat(waiting.lack()).isEmpty();
        waiting.put(key("cat.jpg"), original(1), waiting.stamp());
        assertSame(original(1), waiting.get(key("cat.jpg")));
    }

    @Test
    void damagedFilesNeverGiveAWrongOriginal() throws Exception {
        OriginalCache first = open(DISK);
        for (int i = 0; i < 20; i++) {
            first.put(key(i + ".jpg"), original(i), first.stamp());
        }
        first.close();
        damageEveryFile();

        OriginalCache second = open(DISK);

        int found = 0;
        for (int i = 0; i < 20; i++) {
            Optional<dev.tomthumb.cache.KeptOriginal> kept = second.get(key(i + ".jpg"));
            if (kept.isPresent()) {
                found++;
                assertSame(original(i), kept);
            }
        }
        assertThat(found).as("some are damaged").isLessThan(20);
    }

    private void damageEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("cache"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int at = 500_000; at < bytes.length; at += 700_001) {
                    bytes[at] ^= 0x55;
                }
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void aRecordWithAnyByteChangedOrCutOffIsDamaged() {
        byte[] record = OriginalRecord.write(new StoredOriginal.Intact(
                        key("cat.jpg"),
                        new dev.tomthumb.cache.KeptOriginal(
                                new byte[] {1, 2, 3},
                                original(1).validators(),
                                original(1).visibility(),
                                original(1).lifetime(),
                                now,
                                List.of("cats"))))
                .array();
        assertThat(OriginalRecord.read(ByteBuffer.wrap(record))).isInstanceOf(StoredOriginal.Intact.class);
        assertThat(OriginalRecord.readIntact(ByteBuffer.wrap(record))).isInstanceOf(StoredOriginal.Intact.class);
        for (int i = 0; i < record.length; i++) {
            byte[] changed = record.clone();
            changed[i] ^= 1;
            assertThat(OriginalRecord.read(ByteBuffer.wrap(changed))).isSameAs(StoredOriginal.Damaged.DAMAGED);
            assertThat(OriginalRecord.read(ByteBuffer.wrap(record, 0, i))).isSameAs(StoredOriginal.Damaged.DAMAGED);
        }
    }
}
