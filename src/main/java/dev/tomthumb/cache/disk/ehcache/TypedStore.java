package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskEntry;
import dev.tomthumb.cache.disk.DiskKey;
import dev.tomthumb.cache.disk.DiskStore;
import dev.tomthumb.cache.disk.Labels;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.ehcache.spi.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The store of bytes, in a cache's types. A value that its serializer cannot read is absent: it is counted, logged the
 * first time, and removed.
 */
final class TypedStore<K, V> {
    private static final Logger LOG = System.getLogger(TypedStore.class.getName());

    private final Serializer<K> keys;
    private final Serializer<V> values;
    private final LabelExtractor<? super K, ? super V> labels;
    private final InstantSource clock;
    private final Stripes stripes = new Stripes();
    private final LongAdder unreadable = new LongAdder();
    private final DiskStore store;
    private final Reading<V> reading;
    /** Whether values may be read from memory that is used again afterwards. */
    private final boolean readsByCopy;

    /** How a value is made of bytes that have been checked. */
    private interface Reading<T> {
        T of(ByteBuffer bytes) throws ClassNotFoundException;
    }

    TypedStore(
            DiskStore store,
            TierSerializers<K, V> serializers,
            LabelExtractor<? super K, ? super V> labels,
            InstantSource clock) {
        this.store = store;
        this.keys = serializers.keys();
        this.values = serializers.values();
        this.reading = values instanceof ReadsByCopy<V> own ? own::readIntact : values::read;
        this.readsByCopy = readsByCopy(values);
        this.labels = labels;
        this.clock = clock;
    }

    /** Others may keep a view of the buffer they are given. */
    private static boolean readsByCopy(Serializer<?> serializer) {
        return serializer instanceof ReadsByCopy<?>
                || serializer.getClass().getPackageName().equals("org.ehcache.impl.serialization");
    }

    DiskStore bytes() {
        return store;
    }

    SerializedKey<K> key(K key) {
        return SerializedKey.of(key, keys);
    }

    /** The lock under which a key is changed. Plain reads take none. */
    ReentrantLock lock(DiskKey key) {
        return stripes.of(key.hash());
    }

    Labels labels(K key, V value) {
        return labels.labels(key, value);
    }

    /** How many values could not be read by their serializer. */
    long unreadable() {
        return unreadable.sum();
    }

    @Nullable
    DiskValueHolder<V> read(DiskKey key) {
        Optional<Read<V>> found =
                readsByCopy ? store.read(key, this::read) : store.get(key).map(this::read);
        if (found.isEmpty()) {
            return null;
        }
        if (found.get().holder() == null) {
            forget(key, found.get().id());
        }
        return found.get().holder();
    }

    private Read<V> read(DiskEntry entry) {
        return new Read<>(entry.id(), holder(entry));
    }

    /** @param holder null if the value cannot be read */
    private record Read<V>(long id, @Nullable DiskValueHolder<V> holder) {}

    /** @return null if it could not be stored; then there is no entry of that key any more */
    @Nullable
    DiskValueHolder<V> write(SerializedKey<K> key, V value, long now, long expires) {
        Labels named = labels.labels(key.key(), value);
        return store.put(key, named, values.serialize(value), now, expires)
                .map(id -> new DiskValueHolder<>(id, value, now, expires, now))
                .orElse(null);
    }

    /** An entry of the iteration; null if it cannot be read. */
    @Nullable
    TierEntry<K, V> entry(DiskEntry entry) {
        K key = key(entry.key());
        DiskValueHolder<V> value = key == null ? null : holder(entry);
        return key == null || value == null ? null : new TierEntry<>(key, value);
    }

    @Nullable
    K key(byte[] bytes) {
        return made(keys, keys::read, ByteBuffer.wrap(bytes));
    }

    @Nullable
    V value(byte[] bytes) {
        return made(values, reading, ByteBuffer.wrap(bytes));
    }

    private @Nullable DiskValueHolder<V> holder(DiskEntry entry) {
        V value = made(values, reading, entry.value());
        return value == null
                ? null
                : new DiskValueHolder<>(entry.id(), value, entry.created(), entry.expires(), clock.millis());
    }

    /** Serializers meet classes that changed or went: that shows as any of these. */
    private <T> @Nullable T made(Serializer<T> serializer, Reading<T> reading, ByteBuffer bytes) {
        try {
            return reading.of(bytes);
        } catch (ClassNotFoundException | RuntimeException | LinkageError | AssertionError failure) {
            if (unreadable.sum() == 0) {
                LOG.log(
                        Level.WARNING,
                        "An entry's bytes are intact, but "
                                + serializer.getClass().getName()
                                + " cannot read them. It is removed; others like it are counted only",
                        failure);
            }
            unreadable.increment();
            return null;
        }
    }

    private void forget(DiskKey key, long id) {
        ReentrantLock lock = lock(key);
        lock.lock();
        try {
            if (store.get(key).filter(now -> now.id() == id).isPresent()) {
                store.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }
}
