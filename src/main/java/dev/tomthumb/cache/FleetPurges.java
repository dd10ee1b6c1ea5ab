package dev.tomthumb.cache;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries purges to the other nodes, also to those that are down at present. Never throws because of its own condition.
 */
public interface FleetPurges extends AutoCloseable {
    /** There are no other nodes. */
    FleetPurges NONE = new FleetPurges() {
        @Override
        public void start(Consumer<List<Invalidation>> apply) {}

        @Override
        public Optional<String> tell(List<Invalidation> what) {
            return Optional.empty();
        }

        @Override
        public String describe() {
            return "none";
        }

        @Override
        public void close() {}
    };

    /**
     * Begins to listen.
     *
     * @param apply declares old, here, what other nodes have purged, in any order and possibly more than once; also what
     *     they purged while this node was down
     */
    void start(Consumer<List<Invalidation>> apply);

    /**
     * Tells all nodes, before anything is forgotten here. From the moment of the call nothing older is taken from what the
     * nodes share.
     *
     * @param what no {@link Invalidation.OfOlderVersions}
     * @return empty when the purge will reach every node, whatever happens to this one; otherwise the reason, a sentence for
     *     operators, while it is tried again
     */
    Optional<String> tell(List<Invalidation> what);

    /** One line for operators. */
    String describe();

    /** Why purges do not come or go at present; empty while they do. */
    default Optional<String> lack() {
        return Optional.empty();
    }

    @Override
    void close();
}
