/**
 * What nodes share through a Terracotta server: renditions, who is making which of them, and purges. The server may be away
 * at any time; nothing here is needed to answer a request.
 */
@NullMarked
package dev.tomthumb.cache.ehcache.cluster;

import org.jspecify.annotations.NullMarked;
