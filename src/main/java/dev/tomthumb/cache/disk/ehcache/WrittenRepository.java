package dev.tomthumb.cache.disk.ehcache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.ehcache.spi.persistence.StateHolder;
import org.ehcache.spi.persistence.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code StatefulSerializer} has to remember to read its own bytes again, such as the classes it has numbered. Every
 * change is on disk before the serializer goes on, so that no entry is ever there without what it needs. Ehcache's own
 * repository writes when it is closed, which a killed process never does.
 */
final class WrittenRepository implements StateRepository {
    private static final Logger LOG = System.getLogger(WrittenRepository.class.getName());

    private final SmallFiles files;
    private final String name;
    private final boolean entriesRelyOnIt;
    private final Map<String, Holder<?, ?>> holders = new ConcurrentHashMap<>();

    private volatile boolean lost;

    /**
     * @param name of this repository: letters, digits and dashes
     * @param entriesRelyOnIt whether there are entries that were written with what is kept here
     */
    WrittenRepository(SmallFiles files, String name, boolean entriesRelyOnIt) {
        this.files = files;
        this.name = name;
        this.entriesRelyOnIt = entriesRelyOnIt;
    }

    /** Whether something the entries rely on is gone: they cannot be read any more, or would be read as something else. */
    boolean lost() {
        return lost;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K extends Serializable, V extends Serializable> StateHolder<K, V> getPersistentStateHolder(
            String holder,
            Class<K> keyType,
            Class<V> valueType,
            Predicate<Class<?>> permitted,
            @Nullable ClassLoader loader) {
        return (StateHolder<K, V>) holders.computeIfAbsent(holder, missing -> open(missing, permitted, loader));
    }

    private Holder<?, ?> open(String holder, Predicate<Class<?>> permitted, @Nullable ClassLoader loader) {
        String file = name + "-" + holder.replaceAll("[^A-Za-z0-9-]", "_");
        Optional<Map<Serializable, Serializable>> kept = Optional.empty();
        try {
            kept = read(file, permitted, loader);
        } catch (IOException | ClassNotFoundException | RuntimeException damaged) {
            LOG.log(Level.WARNING, "What a serializer keeps could not be read", damaged);
        }
        Holder<Serializable, Serializable> opened = new Holder<>(files, file, kept.orElseGet(HashMap::new));
        if (kept.isEmpty()) {
            lost |= entriesRelyOnIt;
            opened.write();
        }
        return opened;
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<Serializable, Serializable>> read(
            String file, Predicate<Class<?>> permitted, @Nullable ClassLoader loader)
            throws IOException, ClassNotFoundException {
        Optional<byte[]> bytes = files.read(file);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectInputStream in = new Permitted(new ByteArrayInputStream(bytes.get()), permitted, loader)) {
            return Optional.of((Map<Serializable, Serializable>) in.readObject());
        }
    }

    /** Refuses classes that the serializer does not expect among what it keeps. */
    private static final class Permitted extends ObjectInputStream {
        private final Predicate<Class<?>> permitted;
        private final @Nullable ClassLoader loader;

        Permitted(InputStream in, Predicate<Class<?>> permitted, @Nullable ClassLoader loader) throws IOException {
            super(in);
            this.permitted = permitted;
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            Class<?> type = find(description);
            if (type.getClassLoader() != null && !permitted.test(type)) {
                throw new InvalidClassException(type.getName(), "not expected among what a serializer keeps");
            }
            return type;
        }

        private Class<?> find(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            ClassLoader first = loader != null ? loader : Thread.currentThread().getContextClassLoader();
            try {
                return Class.forName(description.getName(), false, first);
            } catch (ClassNotFoundException elsewhere) {
                return super.resolveClass(description);
            }
        }
    }

    /** A map that is on disk whenever it is seen. */
    private static final class Holder<K, V> implements StateHolder<K, V> {
        private final SmallFiles files;
        private final String file;
        private final Map<K, V> map;

        Holder(SmallFiles files, String file, Map<K, V> map) {
            this.files = files;
            this.file = file;
            this.map = map;
        }

        @Override
        public synchronized @Nullable V putIfAbsent(K key, V value) {
            V present = map.putIfAbsent(key, value);
            if (present == null) {
                writeOr(() -> map.remove(key));
            }
            return present;
        }

        @Override
        public synchronized @Nullable V get(K key) {
            return map.get(key);
        }

        @Override
        public synchronized boolean remove(K key, V value) {
            boolean removed = map.remove(key, value);
            if (removed) {
                writeOr(() -> map.put(key, value));
            }
            return removed;
        }

        @Override
        public synchronized Set<Map.Entry<K, V>> entrySet() {
            return Map.copyOf(map).entrySet();
        }

        private void writeOr(Runnable undo) {
            try {
                write();
            } catch (StateNotWrittenException failure) {
                undo.run();
                throw failure;
            }
        }

        synchronized void write() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new HashMap<>(map));
                out.flush();
                files.write(file, bytes.toByteArray());
            } catch (IOException failure) {
                throw new StateNotWrittenException(failure);
            }
        }
    }

    /** What a serializer has to remember could not be written, so the entry that needs it must not be stored. */
    static final class StateNotWrittenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StateNotWrittenException(IOException cause) {
            super(cause);
        }
    }
}
