package dev.tomthumb.cache.disk.ehcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.Status;
import org.ehcache.core.events.CacheManagerListener;

/** Says which disks of a cache manager are not kept by the tier although it is there: nobody would notice otherwise. */
record ChoiceLog(CacheManager manager, DiskTierProvider provider) implements CacheManagerListener {
    private static final Logger LOG = System.getLogger(ChoiceLog.class.getName());

    @Override
    public void stateTransition(Status from, Status to) {
        if (to == Status.AVAILABLE) {
            say(DiskTierCheck.elsewhere(manager, provider));
        }
    }

    @Override
    public void cacheAdded(String alias, Cache<?, ?> cache) {
        if (DiskTierCheck.hasDisk(cache.getRuntimeConfiguration())
                && provider.tier(alias).isEmpty()) {
            say(List.of(alias));
        }
    }

    @Override
    public void cacheRemoved(String alias, Cache<?, ?> cache) {
        // Its tier was released.
    }

    private static void say(List<String> strangers) {
        if (!strangers.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Ehcache {0} took another disk tier than the crash-safe one for the cache {1}; after a kill that one is"
                            + " empty. The crash-safe one is made for Ehcache {2}.",
                    EhcacheVersion.found(),
                    String.join(", ", strangers),
                    EhcacheVersion.SUPPORTED);
        }
    }
}
