package dev.tomthumb;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.ehcache.ClusterShape;
import dev.tomthumb.cache.ehcache.EhcacheOriginalCache;
import dev.tomthumb.cache.ehcache.EhcacheRenditionCache;
import dev.tomthumb.cache.ehcache.EhcacheResponseCache;
import dev.tomthumb.cache.ehcache.EhcacheXml;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** From settings to the cache. */
final class CacheSettings {
    private final Settings settings;
    private final Site site;

    CacheSettings(Settings settings, Site site) {
        this.settings = settings;
        this.site = site;
    }

    /** @throws IllegalStateException if its configuration is wrong; the message says what */
    EhcacheRenditionCache open(EventHub events, InstantSource clock) {
        try {
            return EhcacheRenditionCache.open(
                    new EhcacheRenditionCache.Setup(
                            cacheConfiguration(),
                            settings.get(SettingTable.CACHE_DIR),
                            site.name(),
                            settings.get(SettingTable.CACHE_MAX_HEAP_OBJECT)),
                    events,
                    clock);
        } catch (CacheConfigurationException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /**
     * The cache of originals, if the configuration has one.
     *
     * @throws IllegalStateException if it is wrong; the message says what
     */
    Optional<EhcacheOriginalCache> openOriginals(EventHub events, InstantSource clock) {
        try {
            return EhcacheOriginalCache.open(
                    cacheConfiguration(), settings.get(SettingTable.CACHE_DIR), site.name(), events, clock);
        } catch (CacheConfigurationException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /**
     * The cache of the host application's answers, in a directory beside the renditions'.
     *
     * @throws IllegalStateException if its configuration is wrong; the message says what
     */
    EhcacheResponseCache openResponses(EventHub events, InstantSource clock) {
        try {
            return EhcacheResponseCache.open(
                    new EhcacheRenditionCache.Setup(
                            cacheConfiguration(),
                            settings.get(SettingTable.CACHE_DIR).resolve(EhcacheXml.RESPONSES),
                            site.name(),
                            settings.get(SettingTable.CACHE_MAX_HEAP_OBJECT)),
                    events,
                    clock);
        } catch (CacheConfigurationException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /**
     * The server that nodes share, if the configuration has one.
     *
     * @throws IllegalStateException if it is wrong; the message says what
     */
    Optional<ClusterShape> cluster() {
        try {
            return EhcacheXml.readCluster(cacheConfiguration());
        } catch (CacheConfigurationException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /** @throws IllegalStateException if its configuration is wrong; the message says what */
    void requireSound() {
        try {
            EhcacheXml.requireSound(cacheConfiguration());
        } catch (CacheConfigurationException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /** The setting's file, else the one where operators of Tomcat look for it, else the jar's. */
    private URL cacheConfiguration() throws CacheConfigurationException {
        Optional<Path> named = settings.get(SettingTable.CACHE_CONFIG);
        if (named.isPresent()) {
            return EhcacheXml.at(named.get());
        }
        String base = System.getProperty("catalina.base");
        if (base != null) {
            Path usual = Path.of(base, "conf", "tomthumb", "ehcache.xml");
            if (Files.isRegularFile(usual)) {
                return EhcacheXml.at(usual);
            }
        }
        return EhcacheXml.inJar();
    }
}
