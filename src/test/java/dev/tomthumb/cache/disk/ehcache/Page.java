package dev.tomthumb.cache.disk.ehcache;

import java.io.Serializable;

/** A value, or a key, that Ehcache serializes as it does any Serializable. */
record Page(String title, Inner inner) implements Serializable {
    static Page of(String title, int number) {
        return new Page(title, new Inner(number));
    }

    /** One more class for the serializer to remember. */
    record Inner(int number) implements Serializable {}
}
