package dev.tomthumb.source;

import dev.tomthumb.cache.CacheKey;

/** A class that imports a sibling layer, so that the layering test can be seen to see it. Test code only. */
public final class PlantedImport {
    final CacheKey sibling = new CacheKey("planted");
}
