package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ehcache.CacheManager;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds where the disk jar is seen by the class loader of Ehcache. Run inside such a one, see {@link Isolated}. */
class WithDiskJar {
    @TempDir
    Path dir;

    @Test
    void disksAreOurs() throws Exception {
        try (PersistentCacheManager host = DiskTierHostTest.host(dir)) {
            host.getCache("host", String.class, String.class).put("a", "1");
        }
        assertThat(DiskTierHostTest.isStock(dir)).isFalse();
        assertThat(dir.resolve("tomthumb-disk")).isDirectory();
        try (PersistentCacheManager host = DiskTierHostTest.host(dir)) {
            assertThat(host.getCache("host", String.class, String.class).get("a"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aHeapIsStillAHeap() {
        try (CacheManager host = CacheManagerBuilder.newCacheManagerBuilder()
                .withCache(
                        "host",
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                String.class, String.class, ResourcePoolsBuilder.heap(10)))
                .build(true)) {
            host.getCache("host", String.class, String.class).put("a", "1");
            assertThat(host.getCache("host", String.class, String.class).get("a"))
                    .isEqualTo("1");
        }
    }

    /** {@link DiskManager} refuses a tier that another provider made. */
    @Test
    void aProviderThatWasPassedIsTheOnlyOne() {
        DiskManager.open(
                        dir,
                        new long[] {1_700_000_000_000L},
                        DiskManager.cache(
                                        String.class,
                                        String.class,
                                        Tiers.DISK.with(10, true).build())
                                .build())
                .close();
    }
}
