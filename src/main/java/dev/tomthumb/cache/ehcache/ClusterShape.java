package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.Rendition;
import java.net.URI;
import java.time.Duration;
import org.ehcache.expiry.ExpiryPolicy;

/**
 * What an {@code ehcache.xml} says of a Terracotta server that nodes share.
 *
 * @param server its address and the name under which the nodes find each other, e.g. {@code
 *     terracotta://tc1:9410/tomthumb}
 * @param read how long an answer to a question is waited for
 * @param write how long the answer to a change is waited for
 * @param connect how long a connection is waited for
 * @param resource the server's memory by its name there, e.g. {@code main}
 * @param bytes how much of it renditions may take
 * @param expiry how long a rendition lives
 */
public record ClusterShape(
        URI server,
        Duration read,
        Duration write,
        Duration connect,
        String resource,
        long bytes,
        ExpiryPolicy<? super CacheKey, ? super Rendition> expiry) {}
