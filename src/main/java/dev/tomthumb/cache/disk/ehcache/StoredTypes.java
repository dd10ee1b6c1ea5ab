package dev.tomthumb.cache.disk.ehcache;

import java.nio.charset.StandardCharsets;
import org.ehcache.core.spi.store.Store;

/**
 * The types and serializers that the entries of a directory were written with. Other ones would read them as something
 * they are not.
 *
 * @param text one line each
 */
record StoredTypes(String text) {
    /** The file this is kept in. */
    static final String FILE = "types";

    static StoredTypes of(Store.Configuration<?, ?> types, TierSerializers<?, ?> serializers) {
        return new StoredTypes(String.join(
                "\n",
                "key " + types.getKeyType().getName(),
                "key-serializer " + serializers.keys().getClass().getName(),
                "value " + types.getValueType().getName(),
                "value-serializer " + serializers.values().getClass().getName()));
    }

    static StoredTypes of(byte[] file) {
        return new StoredTypes(new String(file, StandardCharsets.UTF_8));
    }

    /** In one line, to be read. */
    String words() {
        return text.replace("\n", ", ");
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
