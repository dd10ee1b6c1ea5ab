/**
 * A disk tier for Ehcache 3.11 and 3.12 that survives {@code kill -9}, a full disk and flipped bits, behind an unchanged
 * {@code <disk persistent="true">}.
 *
 * <p>Two ways in: put the jar of classifier {@code disk} beside Ehcache's, and every disk of every cache manager is kept by this
 * tier; or hand one {@link dev.tomthumb.cache.disk.ehcache.DiskTierProvider} to one cache manager with
 * {@code CacheManagerBuilder.using(provider)}, and only its disks are. What is kept is asked and purged through
 * {@link dev.tomthumb.cache.disk.ehcache.DiskTierProvider#tier} or over JMX; settings beyond Ehcache's own are in
 * {@link dev.tomthumb.cache.disk.ehcache.DiskTierConfiguration}, in XML {@code <disk-tier>}.
 */
@NullMarked
package dev.tomthumb.cache.disk.ehcache;

import org.jspecify.annotations.NullMarked;
