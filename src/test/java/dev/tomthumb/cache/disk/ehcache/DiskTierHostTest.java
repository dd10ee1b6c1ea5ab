package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with an Ehcache of its own beside us: its disks are ours only where the disk jar is. */
class DiskTierHostTest {
    private static final Path SERVICES = Path.of("src/main/disk-jar");

    @TempDir
    Path dir;

    private PersistentCacheManager host(Path directory) {
        return CacheManagerBuilder.newCacheManagerBuilder()
                .with(CacheManagerBuilder.persistence(directory.toFile()))
                .withCache(
                        "host",
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                String.class,
                                String.class,
                                Tiers.HEAP_DISK.with(10, true)))
                .build(true);
    }

    private static boolean isStock(Path directory) throws Exception {
        return Directories.tree(directory).stream().anyMatch(file -> file.endsWith("ehcache-disk-store.data"));
    }

    @Test
    void theHostsOwnDisksStayStock() throws Exception {
        long[] clock = {1_700_000_000_000L};
        try (PersistentCacheManager host = host(dir.resolve("host"));
                DiskManager ours = DiskManager.open(
                        dir.resolve("ours"),
                        clock,
                        DiskManager.cache(
                                        String.class,
                                        String.class,
                                        Tiers.DISK.with(10, true).build())
                                .build())) {
            Cache<String, String> cache = host.getCache("host", String.class, String.class);
            cache.put("a", "1");
            assertThat(cache.get("a")).isEqualTo("1");
            assertThat(isStock(dir.resolve("host"))).isTrue();
            assertThat(dir.resolve("host/tomthumb-disk")).doesNotExist();
            assertThat(isStock(dir.resolve("ours"))).isFalse();
            assertThat(dir.resolve("ours/tomthumb-disk")).isDirectory();
            assertThat(ours.handle().alias()).isEqualTo(DiskManager.ALIAS);
            assertThatThrownBy(() -> DiskTierCheck.require(host, ours.disks))
                    .isInstanceOf(UnsupportedEhcacheException.class)
                    .hasMessageContaining("host")
                    .hasMessageContaining(EhcacheVersion.found())
                    .hasMessageContaining("3.11.1 and 3.12.0");
        }
    }

    @Test
    void withTheDiskJarTheyAreOurs() throws Exception {
        withServices(() -> {
            try (PersistentCacheManager host = host(dir)) {
                host.getCache("host", String.class, String.class).put("a", "1");
            }
            assertThat(isStock(dir)).isFalse();
            assertThat(dir.resolve("tomthumb-disk")).isDirectory();
            try (PersistentCacheManager host = host(dir)) {
                assertThat(host.getCache("host", String.class, String.class).get("a"))
                        .isEqualTo("1");
            }
        });
    }

    @Test
    void withTheDiskJarAHeapIsStillAHeap() throws Exception {
        withServices(() -> {
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
        });
    }

    @Test
    void withTheDiskJarAnInstanceThatWasPassedIsTheOnlyOne() throws Exception {
        withServices(() -> DiskManager.open(
                        dir,
                        new long[] {1_700_000_000_000L},
                        DiskManager.cache(
                                        String.class,
                                        String.class,
                                        Tiers.DISK.with(10, true).build())
                                .build())
                .close());
    }

    @Test
    void theProductDoesNotHaveWhatTheDiskJarHas() {
        String services = "META-INF/services/org.ehcache.core.spi.service.ServiceFactory";
        assertThat(SERVICES.resolve(services)).exists();
        assertThat(Path.of("src/main/resources").resolve(services)).doesNotExist();
    }

    @Test
    void aBrokenInterfaceComesOutAsASentence() {
        assertThatThrownBy(() -> DiskTierCheck.opening(() -> {
                    throw new AbstractMethodError("rankAuthority");
                }))
                .isInstanceOf(UnsupportedEhcacheException.class)
                .hasMessageContaining(EhcacheVersion.found());
        assertThatThrownBy(() -> DiskTierCheck.opening(() -> {
                    throw new IllegalStateException(new NoSuchMethodError("serialize"));
                }))
                .isInstanceOf(UnsupportedEhcacheException.class)
                .hasRootCauseInstanceOf(NoSuchMethodError.class);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** With the services file of the disk jar on the class path. */
    private static void withServices(Work work) throws Exception {
        assertThat(Files.isDirectory(SERVICES)).isTrue();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {SERVICES.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            work.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
