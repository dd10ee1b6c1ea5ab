package dev.tomthumb.cache.disk.ehcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.ehcache.core.spi.store.Store;
import org.ehcache.spi.serialization.SerializationProvider;
import org.ehcache.spi.serialization.Serializer;
import org.ehcache.spi.serialization.StatefulSerializer;
import org.ehcache.spi.serialization.UnsupportedTypeException;
import org.ehcache.spi.service.ServiceConfiguration;

/**
 * The serializers of a tier: the cache's own, unless they keep something. Ehcache gives those a repository that is written
 * when it is closed, and does so after the tier was opened; so the tier has its own, of the same class.
 *
 * @param keptByEhcache whether one keeps something and cannot be made twice, because the application passed an instance
 */
record TierSerializers<K, V>(Serializer<K> keys, Serializer<V> values, boolean keptByEhcache) {
    private static final Logger LOG = System.getLogger(TierSerializers.class.getName());

    static <K, V> TierSerializers<K, V> of(
            Store.Configuration<K, V> types,
            SerializationProvider provider,
            ServiceConfiguration<?, ?>... configurations) {
        Serializer<K> keys = types.getKeySerializer();
        Serializer<V> values = types.getValueSerializer();
        try {
            if (keys instanceof StatefulSerializer) {
                keys = provider.createKeySerializer(types.getKeyType(), types.getClassLoader(), configurations);
            }
            if (values instanceof StatefulSerializer) {
                values = provider.createValueSerializer(types.getValueType(), types.getClassLoader(), configurations);
            }
        } catch (UnsupportedTypeException impossible) {
            throw new IllegalStateException("the cache has a serializer that its disk tier cannot have", impossible);
        }
        return new TierSerializers<>(
                keys, values, isShared(keys, types.getKeySerializer()) || isShared(values, types.getValueSerializer()));
    }

    private static boolean isShared(Serializer<?> ours, Serializer<?> ehcaches) {
        return ours instanceof StatefulSerializer && ours == ehcaches;
    }

    /** Gives back those that were made for the tier. */
    void release(Store.Configuration<K, V> types, SerializationProvider provider) {
        release(keys, types.getKeySerializer(), provider);
        release(values, types.getValueSerializer(), provider);
    }

    private static void release(Serializer<?> ours, Serializer<?> ehcaches, SerializationProvider provider) {
        if (ours == ehcaches) {
            return;
        }
        try {
            provider.releaseSerializer(ours);
        } catch (Exception failure) { // is what Ehcache declares
            LOG.log(Level.WARNING, "A serializer could not be closed", failure);
        }
    }
}
