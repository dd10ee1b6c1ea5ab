package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tier's tests once more, on the other version of Ehcache that it is made for. */
class OtherEhcacheTest {
    private static final List<Class<?>> TESTS = List.of(
            OtherVersion.class,
            DiskTierTest.class,
            DiskTierLifeTest.class,
            DiskTierPurgeTest.class,
            DiskTierParserTest.class);

    private static final Path OTHER = Path.of(System.getProperty("tomthumb.other-ehcache", "none"));

    /** That it is the other one. */
    static class OtherVersion {
        @Test
        void isSeen() {
            assertThat(EhcacheVersion.found()).isEqualTo("3.11.1");
        }
    }

    @Test
    void theTierPassesItsTestsThereToo() throws Exception {
        assumeThat(OTHER).as("is copied by Maven").exists();
        assertThat(Isolated.run(List.of(OTHER), name -> name.startsWith("ehcache-"), TESTS))
                .isEmpty();
    }

    @Test
    void theDiskJarWorksThereToo() throws Exception {
        assumeThat(OTHER).as("is copied by Maven").exists();
        List<Path> more = List.of(OTHER, DiskTierHostTest.SERVICES);
        assertThat(Isolated.run(
                        more, name -> name.startsWith("ehcache-"), List.of(OtherVersion.class, WithDiskJar.class)))
                .isEmpty();
    }
}
