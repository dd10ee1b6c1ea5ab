package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ehcache.Cache;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with an Ehcache of its own beside us: its disks are ours only where the disk jar is. */
class DiskTierHostTest {
    static final Path SERVICES = Path.of("src/main/disk-jar");

    @TempDir
    Path dir;

    static PersistentCacheManager host(Path directory) {
        return CacheManagerBuilder.newCacheManagerBuilder()
                .with(CacheManagerBuilder.persistence(directory.toFile()))
                .withCache(
                        "host",
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                String.class, String.class, Tiers.HEAP_DISK.with(10, true)))
                .build(true);
    }

    static boolean isStock(Path directory) throws Exception {
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
        assertThat(Isolated.run(List.of(SERVICES), name -> false, List.of(WithDiskJar.class)))
                .isEmpty();
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
}
