package dev.tomthumb.cache;

/**
 * Names one rendition: the canonical request text behind a short fingerprint of everything else that decides the
 * bytes (renderer version, default qualities), so that an upgrade or a changed default makes new renditions instead
 * of serving old ones.
 *
 * @param text never empty
 */
public record CacheKey(String text) {}
