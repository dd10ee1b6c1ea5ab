package dev.tomthumb.cache.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.cache.disk.Sync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EhcacheXmlTest {
    @TempDir
    Path dir;

    @Test
    void theDefaultInTheJarIsWhatItsCommentsSay() throws Exception {
        CacheShape shape = EhcacheXml.read(EhcacheXml.inJar());

        assertThat(shape.heapEntries()).isEqualTo(1000);
        assertThat(shape.offheap()).isEmpty();
        assertThat(shape.disk().map(EhcacheXml::bytes)).contains(2048L * 1024 * 1024);
        assertThat(shape.disk().orElseThrow().isPersistent()).isTrue();
        assertThat(shape.diskSettings().sync()).isEqualTo(Sync.SEGMENT);
        assertThat(shape.diskSettings().minimumFree()).isEqualTo(256L << 20);
        assertThat(shape.expiry().getExpiryForCreation(new CacheKey("k"), Renditions.of(1, 1)))
                .isEqualTo(Duration.ofDays(30));
        assertThat(shape.ignored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ehcache-small.xml", "ehcache-large-disk.xml", "ehcache-cluster.xml"})
    void theExamplesForOperatorsAreReadWithoutAWarning(String name) throws Exception {
        assertThat(EhcacheXml.read(EhcacheXml.at(Path.of("tomcat-conf", name))).ignored())
                .isEmpty();
    }

    @Test
    void typesAndSerializersMayBeNamedAndMakeNoDifference() throws Exception {
        CacheShape shape = read("""
                <config xmlns="http://www.ehcache.org/v3">
                  <persistence directory="/elsewhere"/>
                  <cache alias="renditions">
                    <key-type>dev.tomthumb.cache.CacheKey</key-type>
                    <value-type copier="org.ehcache.impl.copy.SerializingCopier">dev.tomthumb.model.Rendition</value-type>
                    <resources><heap unit="entries">7</heap></resources>
                  </cache>
                </config>
                """);

        assertThat(shape.heapEntries()).isEqualTo(7);
        assertThat(shape.deep()).isFalse();
        assertThat(shape.ignored())
                .containsExactly(dir.resolve("ehcache.xml")
                        + ": <persistence directory> has no effect; the directory is the setting tomthumb.cache.dir.");
    }

    @Test
    void aThreadWithoutAContextClassLoaderReadsItToo() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(EhcacheXml.read(EhcacheXml.inJar()).heapEntries()).isEqualTo(1000);
            assertThat(thread.getContextClassLoader()).isNull();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertMistake(
                dir.resolve("gone.xml"),
                "gone.xml is not there or must not be read; the setting tomthumb.cache.config names another one.");
    }

    @Test
    void brokenXmlIsNamedWithItsLine() throws Exception {
        assertMistake(
                "<config xmlns=\"http://www.ehcache.org/v3\">\n  <cache",
                ", line 2: XML document structures must start and end within the same entity.");
    }

    @Test
    void aWrongNumberIsNamedWithItsLine() throws Exception {
        assertMistake(
                cache("<resources>\n<heap unit=\"entries\">many</heap></resources>"),
                ", line 4: cvc-datatype-valid.1.2.3: 'many' is not a valid value of union type"
                        + " 'propertyOrPositiveInteger'.");
    }

    @Test
    void anUnknownElementIsNamedWithItsLine() throws Exception {
        assertMistake(
                cache("\n\n<resourcez/>"), ", line 5: cvc-complex-type.2.4.a: Invalid content was found starting with");
    }

    @Test
    void aMissingCacheIsNamedWithThoseThatAreThere() throws Exception {
        assertMistake(
                cache("<resources><heap>10</heap></resources>").replace("renditions", "thumbnails"),
                ", line 2: there is no <cache alias=\"renditions\">; it defines thumbnails.");
        assertMistake("<config xmlns=\"http://www.ehcache.org/v3\"/>", ": there is no <cache alias=\"renditions\">.");
    }

    @Test
    void foreignTypesAreRefused() throws Exception {
        assertMistake(
                cache("<key-type>java.lang.String</key-type><resources><heap>10</heap></resources>"),
                ", line 3: <key-type> of the cache 'renditions' is java.lang.String. Leave the element out: the product"
                        + " knows its types.");
        assertMistake(
                cache("<value-type>[B</value-type><resources><heap>10</heap></resources>"),
                "<value-type> of the cache");
    }

    @Test
    void aClassThatIsNotThereIsNamedWithItsLine() throws Exception {
        assertMistake(
                cache("<expiry>\n<class>com.example.OurExpiry</class></expiry><resources><heap>10</heap></resources>"),
                ", line 4: there is no class com.example.OurExpiry.");
    }

    @Test
    void aPlaceholderForTheDirectoryIsExplained() throws Exception {
        assertMistake(
                """
                <config xmlns="http://www.ehcache.org/v3">
                  <persistence directory="${tomthumb.cache.dir}"/>
                </config>
                """,
                ", line 2: Replacement for ${tomthumb.cache.dir} not found! Only system properties are known here. The"
                        + " cache's directory is not set in this file but by the setting tomthumb.cache.dir: leave"
                        + " <persistence> out.");
    }

    @Test
    void aHeapInBytesIsRefused() throws Exception {
        assertMistake(
                cache("<resources><heap unit=\"MB\">64</heap></resources>"),
                ", line 3: <heap> of the cache 'renditions' is given in MB. Write <heap unit=\"entries\">");
    }

    @Test
    void aMissingHeapIsRefused() throws Exception {
        assertMistake(
                cache("<resources><disk unit=\"MB\">64</disk></resources>"),
                ", line 3: the cache 'renditions' needs a <heap unit=\"entries\">");
    }

    @Test
    void anOffheapAsLargeAsTheDiskIsRefused() throws Exception {
        assertMistake(
                cache("<resources><heap unit=\"entries\">10</heap><offheap unit=\"MB\">64</offheap>"
                        + "<disk unit=\"MB\">64</disk></resources>"),
                ", line 3: <offheap> must be smaller than <disk>, which holds everything that <offheap> holds.");
    }

    @Test
    void settingsWithoutEffectAreTold() throws Exception {
        CacheShape shape = read(cache("<resources><heap unit=\"entries\">10</heap></resources>"
                + "<heap-store-settings><max-object-size>9</max-object-size></heap-store-settings>"));

        assertThat(shape.ignored()).singleElement().asString().contains("of the cache 'renditions' has no effect");
    }

    private static String cache(String content) {
        return "<config xmlns=\"http://www.ehcache.org/v3\">\n<cache alias=\"renditions\">\n" + content
                + "\n</cache>\n</config>\n";
    }

    private CacheShape read(String xml) throws Exception {
        return EhcacheXml.read(EhcacheXml.at(Files.writeString(dir.resolve("ehcache.xml"), xml)));
    }

    private void assertMistake(String xml, String message) throws Exception {
        assertMistake(Files.writeString(dir.resolve("ehcache.xml"), xml), message);
    }

    private static void assertMistake(Path file, String message) {
        assertThatThrownBy(() -> EhcacheXml.read(EhcacheXml.at(file)))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    // ---- What nodes share

    @Test
    void theClusterOfTheExampleIsWhatItsCommentsSay() throws Exception {
        ClusterShape shape = EhcacheXml.readCluster(EhcacheXml.at(Path.of("tomcat-conf/ehcache-cluster.xml")))
                .orElseThrow();

        assertThat(shape.server()).hasToString("terracotta://localhost:9410/tomthumb");
        assertThat(shape.read()).hasMillis(150);
        assertThat(shape.write()).hasMillis(250);
        assertThat(shape.connect()).hasSeconds(5);
        assertThat(shape.resource()).isEqualTo("main");
        assertThat(shape.bytes()).isEqualTo(2048L << 20);
        assertThat(shape.expiry().getExpiryForCreation(new CacheKey("k"), Renditions.of(1, 1)))
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void withoutSuchACacheThereIsNoCluster() throws Exception {
        assertThat(EhcacheXml.readCluster(EhcacheXml.inJar())).isEmpty();
    }

    @Test
    void timeoutsThatAreLeftOutAreOursAndNotEhcaches() throws Exception {
        ClusterShape shape = cluster(SERVICE, "<tc:clustered-dedicated unit=\"MB\">8</tc:clustered-dedicated>");

        assertThat(shape.read()).isLessThan(Duration.ofSeconds(1));
        assertThat(shape.write()).isLessThan(Duration.ofSeconds(1));
        assertThat(shape.connect()).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tc:clustered-dedicated unit=\"MB\">2</tc:clustered-dedicated>",
                "<tc:clustered-shared sharing=\"pool\"/>",
                "<tc:clustered/>",
            })
    void anotherTierOfTerracottaIsRefusedWithTheOneThatIsMeant(String tier) {
        assertThatThrownBy(() -> cluster(SERVICE, tier))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageContaining("<tc:clustered-dedicated from=\"main\"");
    }

    @Test
    void theSharedCacheHasOneTier() {
        assertThatThrownBy(
                        () -> cluster(
                                SERVICE,
                                "<heap unit=\"entries\">9</heap><tc:clustered-dedicated unit=\"MB\">8</tc:clustered-dedicated>"))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("has one tier");
    }

    @Test
    void aClusteredTierWithoutAServerIsRefused() {
        assertThatThrownBy(() ->
                        cluster("", "<tc:clustered-dedicated from=\"main\" unit=\"MB\">8</tc:clustered-dedicated>"))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageContaining("no <service><tc:cluster>");
    }

    @Test
    void aClusteredTierElsewhereIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("""
                <config xmlns="http://www.ehcache.org/v3" xmlns:tc="http://www.ehcache.org/v3/clustered">
                  <cache alias="renditions">
                    <resources>
                      <heap unit="entries">7</heap>
                      <tc:clustered-dedicated from="main" unit="MB">8</tc:clustered-dedicated>
                    </resources>
                  </cache>
                </config>
                """))
                .isInstanceOf(CacheConfigurationException.class)
                .hasMessageContaining("line 5")
                .hasMessageContaining("<cache alias=\"shared\">");
    }

    private static final String SERVICE = """
            <service>
              <tc:cluster>
                <tc:connection url="terracotta://tc1:9410/shop"/>
                <tc:server-side-config auto-create="true"><tc:default-resource from="main"/></tc:server-side-config>
              </tc:cluster>
            </service>
            """;

    private ClusterShape cluster(String service, String tiers) throws Exception {
        Path file = dir.resolve("ehcache.xml");
        Files.writeString(file, """
                <config xmlns="http://www.ehcache.org/v3" xmlns:tc="http://www.ehcache.org/v3/clustered">
                  %s
                  <cache alias="renditions">
                    <resources><heap unit="entries">7</heap></resources>
                  </cache>
                  <cache alias="shared">
                    <resources>%s</resources>
                  </cache>
                </config>
                """.formatted(service, tiers));
        return EhcacheXml.readCluster(EhcacheXml.at(file)).orElseThrow();
    }
}
