package dev.tomthumb.cache.disk.ehcache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.ehcache.spi.serialization.Serializer;
import org.ehcache.spi.serialization.StatefulSerializer;

/**
 * The files of one cache: {@code entries}, the store; {@code state}, what its entries cannot be read without. Entries whose
 * types or serializers are others by now, or whose serializers have lost what they kept, are deleted: what would come out
 * of them is anybody's guess.
 */
final class TierDirectory {
    private static final Logger LOG = System.getLogger(TierDirectory.class.getName());

    private static final String STATE = "state";

    /** Ample for the types file and the class descriptions of some hundred classes, twice while they are replaced. */
    private static final long MOST_STATE = 256 << 10;
    /** What the state takes of a small disk: one part in this many. */
    private static final long PART = 16;

    private final Path root;
    private final SmallFiles state;
    private final long capacity;

    /** @param size the most bytes the directory may hold */
    TierDirectory(Path root, long size) {
        long kept = Math.min(MOST_STATE, size / PART);
        this.root = root;
        this.state = new SmallFiles(root.resolve(STATE), kept);
        this.capacity = size - kept;
    }

    /** Where the store lies. */
    Path entries() {
        return root.resolve("entries");
    }

    /** What is left for the store, in bytes. */
    long capacity() {
        return capacity;
    }

    /**
     * Readies the serializers for what is there, or deletes what they could not read.
     *
     * @param now what entries are written with
     * @param clean whether the cache manager was closed the last time
     */
    void prepare(String alias, StoredTypes now, TierSerializers<?, ?> serializers, boolean clean) throws IOException {
        Optional<StoredTypes> before = storedTypes();
        Optional<String> unreadable = filled() ? whyUnreadable(before, now, serializers, clean) : Optional.empty();
        if (unreadable.isPresent()) {
            deleteEntries(alias, unreadable.get());
        }
        if (!filled()) {
            SmallFiles.deleteTree(root.resolve(STATE));
        }
        if (!before.equals(Optional.of(now)) || !filled()) {
            state.write(StoredTypes.FILE, now.bytes());
        }
        if (!serializers.keptByEhcache() && (ready(serializers.keys(), "key") | ready(serializers.values(), "value"))) {
            deleteEntries(alias, "what their serializers kept is gone");
        }
    }

    private static Optional<String> whyUnreadable(
            Optional<StoredTypes> before, StoredTypes now, TierSerializers<?, ?> serializers, boolean clean) {
        if (before.isPresent() && !before.get().equals(now)) {
            return Optional.of(
                    "they were written as [" + before.get().words() + "] and the cache is now [" + now.words() + "]");
        }
        boolean stateful =
                serializers.keys() instanceof StatefulSerializer || serializers.values() instanceof StatefulSerializer;
        if (before.isEmpty() && stateful) {
            return Optional.of("it is not known what they were written with");
        }
        if (serializers.keptByEhcache() && !clean) {
            return Optional.of(
                    "the cache manager was not closed, and the application passed an instance of a serializer"
                            + " whose state Ehcache writes when it is closed; pass its class instead");
        }
        return Optional.empty();
    }

    /** @return whether entries are there that cannot be read any more */
    private boolean ready(Serializer<?> serializer, String name) throws IOException {
        if (!(serializer instanceof StatefulSerializer<?> stateful)) {
            return false;
        }
        WrittenRepository repository = new WrittenRepository(state, name, filled());
        stateful.init(repository);
        return repository.lost();
    }

    private void deleteEntries(String alias, String reason) throws IOException {
        LOG.log(
                Level.WARNING,
                "The disk entries of the cache ''{0}'' in {1} are deleted: {2}.",
                alias,
                entries(),
                reason);
        SmallFiles.deleteTree(entries());
    }

    private boolean filled() throws IOException {
        if (!Files.isDirectory(entries())) {
            return false;
        }
        try (Stream<Path> files = Files.list(entries())) {
            return files.findAny().isPresent();
        }
    }

    private Optional<StoredTypes> storedTypes() {
        try {
            return state.read(StoredTypes.FILE).map(StoredTypes::of);
        } catch (IOException damaged) {
            LOG.log(Level.WARNING, "What the entries of a disk tier were written with could not be read", damaged);
            return Optional.empty();
        }
    }
}
