package dev.tomthumb.cache.disk.ehcache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ehcache.CachePersistenceException;
import org.ehcache.core.spi.service.DiskResourceService;
import org.ehcache.core.spi.service.LocalPersistenceService;
import org.ehcache.core.spi.service.LocalPersistenceService.SafeSpaceIdentifier;
import org.ehcache.spi.persistence.PersistableResourceService.PersistenceSpaceIdentifier;

/**
 * Where the tiers of a cache manager keep their files: {@code <persistence directory>/tomthumb-disk/<cache>}. Not below
 * {@code file}, where Ehcache's own disk tier has its own: that directory is emptied after an unclean stop.
 */
final class TierSpaces {
    private static final String OWNER = "tomthumb-disk";
    /** The owner of Ehcache's own spaces. */
    private static final String EHCACHE = "file";
    /** How Ehcache names the directory of a cache: what is no plain character as %xxxx, and a checksum of the alias. */
    private static final Pattern DIRECTORY = Pattern.compile("(.*)_[0-9a-f]{40}", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-f]{4})");

    private final LocalPersistenceService persistence;

    TierSpaces(LocalPersistenceService persistence) {
        this.persistence = persistence;
    }

    /**
     * The alias of the cache that a space was made for. Ehcache tells a tier the space only, so it is read from the
     * space's directory; should Ehcache name its directories otherwise one day, that name is the alias.
     */
    String alias(DiskResourceService disks, PersistenceSpaceIdentifier<?> space) throws CachePersistenceException {
        File inside = disks.createPersistenceContextWithin(space, OWNER).getDirectory();
        try {
            Files.deleteIfExists(inside.toPath());
        } catch (IOException left) {
            // An empty directory that Ehcache made for us: it does no harm.
        }
        return name(inside.getParentFile().getName());
    }

    private String name(SafeSpaceIdentifier ehcaches) {
        return name(ehcaches.getRoot().getName());
    }

    private String name(String directory) {
        Matcher parts = DIRECTORY.matcher(directory);
        if (!parts.matches()) {
            return directory;
        }
        String alias = ESCAPE.matcher(parts.group(1))
                .replaceAll(escaped ->
                        Matcher.quoteReplacement(Character.toString(Integer.parseInt(escaped.group(1), 16))));
        return ehcaches(alias).getRoot().getName().equals(directory) ? alias : directory;
    }

    private SafeSpaceIdentifier ehcaches(String alias) {
        return persistence.createSafeSpaceIdentifier(EHCACHE, alias);
    }

    /** Whether the manager that used the directory before was closed. */
    boolean clean() {
        return persistence.isClean();
    }

    /** The directory of a cache, made if need be. */
    Path create(String alias) throws CachePersistenceException {
        SafeSpaceIdentifier space = persistence.createSafeSpaceIdentifier(OWNER, alias);
        persistence.createSafeSpace(space);
        return space.getRoot().toPath();
    }

    /** Deletes the files of a cache. */
    void destroy(String alias) {
        persistence.destroySafeSpace(persistence.createSafeSpaceIdentifier(OWNER, name(ehcaches(alias))), true);
    }

    /** Deletes the files of all caches of the manager. */
    void destroyAll() {
        File all = persistence.createSafeSpaceIdentifier(OWNER, "any").getRoot().getParentFile();
        if (all.isDirectory()) {
            persistence.destroyAll(OWNER);
        }
    }
}
