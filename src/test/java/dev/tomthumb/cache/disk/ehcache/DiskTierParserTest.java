package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.cache.disk.Labels;
import dev.tomthumb.cache.disk.Purge;
import dev.tomthumb.cache.disk.Sync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ConfigurationBuilder;
import org.ehcache.core.EhcacheManager;
import org.ehcache.core.spi.service.ServiceUtils;
import org.ehcache.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTierParserTest {
    @TempDir
    Path dir;

    /** Every entry is made from its key, and tagged so. */
    public static final class ByKey implements LabelExtractor<String, String> {
        @Override
        public Labels labels(String key, String value) {
            return new Labels(key, Set.of(value));
        }
    }

    private XmlConfiguration xml(String element) throws Exception {
        Path file = dir.resolve("ehcache.xml");
        Files.writeString(file, """
                <config xmlns="http://www.ehcache.org/v3" xmlns:tt="http://tomthumb.dev/ehcache/disk">
                  <persistence directory="%s"/>
                  <cache alias="pages">
                    <key-type>java.lang.String</key-type>
                    <value-type>java.lang.String</value-type>
                    <expiry><ttl unit="days">30</ttl></expiry>
                    <resources>
                      <heap unit="entries">10</heap>
                      <disk unit="MB" persistent="true">10</disk>
                    </resources>
                    %s
                  </cache>
                </config>
                """.formatted(dir.resolve("cache"), element));
        return new XmlConfiguration(file.toUri().toURL());
    }

    private DiskTierConfiguration parse(String element) throws Exception {
        return ServiceUtils.findSingletonAmongst(
                DiskTierConfiguration.class,
                xml(element).getCacheConfigurations().get("pages").getServiceConfigurations());
    }

    @Test
    void everyAttributeIsRead() throws Exception {
        DiskTierConfiguration configuration =
                parse("<tt:disk-tier labels='" + ByKey.class.getName() + "' sync='second' minimum-free='3GB'/>");
        assertThat(configuration.labels()).isInstanceOf(ByKey.class);
        assertThat(configuration.sync()).isEqualTo(Sync.SECOND);
        assertThat(configuration.minimumFree()).isEqualTo(3L << 30);
    }

    @Test
    void everyAttributeMayBeLeftOut() throws Exception {
        DiskTierConfiguration configuration = parse("<tt:disk-tier/>");
        assertThat(configuration.sync()).isEqualTo(Sync.SEGMENT);
        assertThat(configuration.minimumFree()).isZero();
        assertThat(parse("")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5,5", "5B,5", "2 kB,2048", "7MB,7340032", "1TB,1099511627776"})
    void sizesHaveUnits(String text, long bytes) throws Exception {
        assertThat(parse("<tt:disk-tier minimum-free='" + text + "'/>").minimumFree())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync='always'|always",
                "minimum-free='much'|much",
                "minimum-free='-1'|-1",
                "labels='com.example.None'|com.example.None",
                "labels='java.lang.String'|java.lang.String\" is no dev.tomthumb.cache.disk.ehcache.LabelExtractor",
                "labels='java.lang.Integer'|has no public constructor without parameters",
                "colour='red'|colour"
            })
    void mistakesAreNamed(String attribute, String named) {
        assertThatThrownBy(() -> parse("<tt:disk-tier " + attribute + "/>")).hasStackTraceContaining(named);
    }

    @Test
    void aManagerIsMadeFromIt() throws Exception {
        DiskTierProvider disks = new DiskTierProvider();
        XmlConfiguration xml = xml("<tt:disk-tier labels='" + ByKey.class.getName() + "'/>");
        try (EhcacheManager manager = new EhcacheManager(xml, Set.of(disks))) {
            manager.init();
            DiskTierCheck.require(manager, disks);
            Cache<String, String> cache = manager.getCache("pages", String.class, String.class);
            cache.put("a", "x");
            cache.put("b", "x");
            cache.put("c", "y");
            assertThat(disks.tier("pages").orElseThrow().purge(new Purge.Tag("x")))
                    .isEqualTo(2);
            assertThat(cache.get("a")).isNull();
            assertThat(cache.get("c")).isEqualTo("y");
        }
    }

    @Test
    void itIsWrittenAsItIsRead() throws Exception {
        XmlConfiguration read = xml("<tt:disk-tier labels='" + ByKey.class.getName() + "' minimum-free='1kB'/>");
        String written = new XmlConfiguration(ConfigurationBuilder.newConfigurationBuilder()
                        .withCache("pages", read.getCacheConfigurations().get("pages"))
                        .build())
                .toString();
        assertThat(written)
                .contains("disk-tier")
                .contains("minimum-free=\"1024\"")
                .contains(ByKey.class.getName());
    }

    @Test
    void withoutTheTierItsSettingsAreRefused() throws Exception {
        XmlConfiguration xml = xml("<tt:disk-tier/>");
        CacheManager stock = CacheManagerBuilder.newCacheManager(xml);
        assertThatThrownBy(stock::init).hasStackTraceContaining("Cannot find service");
    }
}
