package dev.tomthumb.cache.disk.ehcache;

import org.jspecify.annotations.Nullable;

/** This Ehcache does not let the tier in. The message names its version and those that are supported. */
public final class UnsupportedEhcacheException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    UnsupportedEhcacheException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
