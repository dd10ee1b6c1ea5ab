package dev.tomthumb.cache.disk.ehcache;

import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;

/** What stands above a disk. */
enum Tiers {
    DISK,
    HEAP_DISK,
    SMALL_HEAP_DISK,
    HEAP_OFFHEAP_DISK;

    ResourcePoolsBuilder with(long diskMegabytes, boolean persistent) {
        ResourcePoolsBuilder disk =
                ResourcePoolsBuilder.newResourcePoolsBuilder().disk(diskMegabytes, MemoryUnit.MB, persistent);
        return switch (this) {
            case DISK -> disk;
            case HEAP_DISK -> disk.heap(1000, EntryUnit.ENTRIES);
            case SMALL_HEAP_DISK -> disk.heap(2, EntryUnit.ENTRIES);
            case HEAP_OFFHEAP_DISK -> disk.heap(2, EntryUnit.ENTRIES).offheap(1, MemoryUnit.MB);
        };
    }
}
