package dev.tomthumb.bench.eviction;

import dev.tomthumb.bench.TierCache;

/** What a real disk tier evicts, asked through Ehcache. */
final class TierPolicy implements Policy {
    private final TierCache tier;

    TierPolicy(TierCache tier) {
        this.tier = tier;
    }

    @Override
    public boolean get(int object) {
        return tier.cache().get(key(object)) != null;
    }

    @Override
    public void put(int object, int bytes) {
        tier.cache().put(key(object), new byte[bytes]);
    }

    /** Headers and keys included; nothing is known of Ehcache's own tier. */
    @Override
    public long written() {
        return tier.disks()
                .flatMap(disks -> disks.tier(TierCache.alias()))
                .map(handle -> handle.statistics().writtenBytes())
                .orElse(0L);
    }

    private static String key(int object) {
        return "/images/" + object;
    }
}
