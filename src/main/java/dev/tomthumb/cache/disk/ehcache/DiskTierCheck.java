package dev.tomthumb.cache.disk.ehcache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ehcache.CacheManager;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.ResourceType;

/** Makes sure that the disks of a cache manager are kept by the tier that was meant. */
public final class DiskTierCheck {
    private DiskTierCheck() {}

    /**
     * Opens a cache manager. What an Ehcache of another version fails with, deep inside, comes out as a sentence.
     *
     * @param opening makes and initialises the manager
     * @throws UnsupportedEhcacheException if a class or method is not what the tier was compiled against
     */
    public static <M extends CacheManager> M opening(Supplier<M> opening) {
        try {
            return opening.get();
        } catch (LinkageError changed) {
            throw EhcacheVersion.unsupported("", changed);
        } catch (RuntimeException failure) {
            if (isCausedByLinkage(failure)) {
                throw EhcacheVersion.unsupported("", failure);
            }
            throw failure;
        }
    }

    private static boolean isCausedByLinkage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedEhcacheException || cause instanceof LinkageError) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds out whether {@code provider} made the disk tier of every cache of {@code manager} that has one.
     *
     * @param manager an open one
     * @throws UnsupportedEhcacheException if it did not
     */
    public static void require(CacheManager manager, DiskTierProvider provider) {
        List<String> strangers = elsewhere(manager, provider);
        if (!strangers.isEmpty()) {
            throw EhcacheVersion.unsupported(
                    " It took another disk tier for the cache " + String.join(", ", strangers) + ".", null);
        }
    }

    /** Caches with a disk tier that another provider made. */
    static List<String> elsewhere(CacheManager manager, DiskTierProvider provider) {
        List<String> strangers = new ArrayList<>();
        for (Map.Entry<String, CacheConfiguration<?, ?>> cache :
                manager.getRuntimeConfiguration().getCacheConfigurations().entrySet()) {
            if (hasDisk(cache.getValue()) && provider.tier(cache.getKey()).isEmpty()) {
                strangers.add(cache.getKey());
            }
        }
        return strangers;
    }

    static boolean hasDisk(CacheConfiguration<?, ?> cache) {
        return cache.getResourcePools().getResourceTypeSet().contains(ResourceType.Core.DISK);
    }
}
