package dev.tomthumb.cache.ehcache.cluster;

import java.util.Optional;

/** A server in memory that several nodes of a test connect with. */
final class MemoryServer implements Cluster.Opener {
    final MemoryMap renditions = new MemoryMap();
    final MemoryMap purges = new MemoryMap();
    private Optional<ClusterException> refusal = Optional.empty();
    /** Happens while a connection is made. */
    Runnable whileOpening = () -> {};

    int opened;
    int closed;

    /** Lets connections fail so from now on; empty: not any more. */
    void refuse(Optional<ClusterException> failure) {
        refusal = failure;
    }

    void silent(boolean now) {
        renditions.silent(now);
        purges.silent(now);
        refusal = now ? Optional.of(ClusterException.unanswered("it is silent", null)) : Optional.empty();
    }

    /** Loses all it has. */
    void loseMemory() {
        renditions.clear();
        purges.clear();
    }

    @Override
    public Cluster open() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        whileOpening.run();
        opened++;
        return new Cluster() {
            @Override
            public ClusterMap renditions() {
                return renditions;
            }

            @Override
            public ClusterMap purges() {
                return purges;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
