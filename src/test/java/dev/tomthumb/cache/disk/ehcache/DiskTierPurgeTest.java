package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.disk.Labels;
import dev.tomthumb.cache.disk.Purge;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ehcache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Purges and figures, which {@code org.ehcache.Cache} has no methods for. */
class DiskTierPurgeTest {
    /** A key "original/name" with the tag its value begins with. */
    private static final LabelExtractor<String, String> LABELS =
            (key, value) -> new Labels(key.substring(0, key.indexOf('/')), Set.of(value.substring(0, 1)));

    @TempDir
    Path dir;

    private final long[] clock = {1_700_000_000_000L};
    private DiskManager manager;

    @AfterEach
    void close() {
        manager.close();
    }

    private Cache<String, String> open(Path directory, Tiers tiers) {
        manager = DiskManager.open(
                directory,
                clock,
                DiskManager.cache(
                                String.class, String.class, tiers.with(10, true).build())
                        .withService(DiskTierConfiguration.defaults().withLabels(LABELS))
                        .build());
        return manager.cache(String.class, String.class);
    }

    private Cache<String, String> filled(Tiers tiers) {
        Cache<String, String> cache = open(dir, tiers);
        cache.putAll(Map.of("cat/1", "a", "cat/2", "b", "dog/1", "a", "dog/2", "b"));
        keys(cache).forEach(cache::get); // into the tiers above
        return cache;
    }

    private static Set<String> keys(Cache<String, String> cache) {
        Set<String> keys = new TreeSet<>();
        for (String key : List.of("cat/1", "cat/2", "dog/1", "dog/2")) {
            if (cache.get(key) != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPurgedIsGoneEverywhereAndForGood(Tiers tiers) {
        Cache<String, String> cache = filled(tiers);
        assertThat(manager.handle().purge(new Purge.Original("cat"))).isEqualTo(2);
        assertThat(keys(cache)).containsExactly("dog/1", "dog/2");
        assertThat(manager.handle().purge(new Purge.Tag("b"))).isEqualTo(1);
        assertThat(keys(cache)).containsExactly("dog/1");
        cache.put("cat/1", "again");
        manager.close();
        cache = open(dir, tiers);
        assertThat(keys(cache)).containsExactly("cat/1", "dog/1");
        assertThat(manager.handle().purge(new Purge.Prefix("cat".getBytes(StandardCharsets.UTF_8))))
                .isOne();
        assertThat(keys(cache)).containsExactly("dog/1");
        assertThat(manager.handle().purge(new Purge.All())).isOne();
        assertThat(keys(cache)).isEmpty();
    }

    @Test
    void aValueBeingMadeDuringAPurgeIsKnownToBeOld() {
        filled(Tiers.HEAP_DISK);
        byte[] key = "cat/3".getBytes(StandardCharsets.UTF_8);
        Labels labels = new Labels("cat", Set.of());
        long before = manager.handle().stamp();
        assertThat(manager.handle().purgedSince(before, key, labels)).isFalse();
        manager.handle().purge(new Purge.Original("cat"));
        assertThat(manager.handle().purgedSince(before, key, labels)).isTrue();
        assertThat(manager.handle().purgedSince(manager.handle().stamp(), key, labels))
                .isFalse();
    }

    @Test
    void anEntryWhoseLabelsAreNotKnownIsNotStored() {
        Cache<String, String> cache = open(dir, Tiers.HEAP_DISK);
        cache.put("no original", "a");
        assertThat(cache.get("no original")).isNull();
    }

    @Test
    void everyTierIsSeenInJmxUnderANameOfItsOwn(@TempDir Path other) throws Exception {
        Cache<String, String> cache = filled(Tiers.HEAP_DISK);
        DiskManager first = manager;
        open(other, Tiers.DISK);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        assertThat(names(server)).hasSize(2);
        DiskTierMXBean bean = JMX.newMXBeanProxy(server, name(server, first), DiskTierMXBean.class);
        assertThat(bean.getAlias()).isEqualTo(DiskManager.ALIAS);
        assertThat(Path.of(bean.getDirectory())).isDirectory();
        assertThat(bean.getEntries()).isEqualTo(4);
        assertThat(bean.getPuts()).isEqualTo(4);
        assertThat(bean.isServing()).isTrue();
        assertThat(bean.getLastFailure()).isEmpty();
        assertThat(bean.getCapacity()).isLessThanOrEqualTo(10 << 20);
        assertThat(bean.purgeOriginal("cat")).isEqualTo(2);
        assertThat(bean.purgeTag("a")).isEqualTo(1);
        assertThat(keys(cache)).containsExactly("dog/2");
        assertThat(bean.purgePrefix("dog")).isEqualTo(1);
        assertThat(bean.purgeAll()).isZero();
        assertThat(keys(cache)).isEmpty();
        first.close();
        assertThat(names(server)).hasSize(1);
        manager.close();
        assertThat(names(server)).isEmpty();
        manager = DiskManager.open(dir, clock, builder -> builder);
    }

    @Test
    void aNameInJmxIsQuotedWhereItCannotStandBare() throws Exception {
        open(dir, Tiers.HEAP_DISK);
        for (String bare : new String[] {"renditions", "/srv/tomcat/work", "pages-2", "고양이"}) {
            assertThat(DiskTierBean.value(bare)).isEqualTo(bare);
        }
        for (String quoted : new String[] {"C:\\tomcat", "a,b", "a=b", "*", "what?", "\"", "a\nb"}) {
            String value = DiskTierBean.value(quoted);
            assertThat(new ObjectName("d:cache=" + value).getKeyProperty("cache"))
                    .isEqualTo(value);
            assertThat(ObjectName.unquote(value)).isEqualTo(quoted);
        }
    }

    private Set<ObjectName> names(MBeanServer server) throws Exception {
        Set<ObjectName> names = server.queryNames(new ObjectName("dev.tomthumb:type=DiskTier,*"), null);
        names.removeIf(name -> !name.getKeyProperty("cache").equals(DiskManager.ALIAS));
        return names;
    }

    private ObjectName name(MBeanServer server, DiskManager of) throws Exception {
        String directory = of.handle().directory().toString();
        return names(server).stream()
                .filter(name -> name.getKeyProperty("directory").equals(DiskTierBean.value(directory)))
                .findFirst()
                .orElseThrow();
    }
}
