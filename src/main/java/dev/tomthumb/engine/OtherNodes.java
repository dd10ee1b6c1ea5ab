package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Rendition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What other nodes have made, for one making at a time; and how long makings take here, so that nobody waits longer. */
final class OtherNodes {
    /** A new time counts so much against all before it. */
    private static final double WEIGHT = 0.2;

    private final SharedRenditions shared;
    private final InstantSource clock;
    /** In nanoseconds, by the format asked for: that, more than anything else a request says, decides it. */
    private final Map<Optional<ImageFormat>, Double> usual = new ConcurrentHashMap<>();

    OtherNodes(SharedRenditions shared, InstantSource clock) {
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * To be taken before an origin is asked.
     *
     * @param wanted whether what is made may be shared
     */
    Look look(CacheKey key, Order order, boolean wanted) {
        return new Look(
                key,
                order.image().output().format(),
                wanted && order.partition().isShared());
    }

    private Duration expected(Optional<ImageFormat> format) {
        return Duration.ofNanos(Math.round(usual.getOrDefault(format, 0.0)));
    }

    private void took(Optional<ImageFormat> format, Duration time) {
        usual.merge(format, (double) time.toNanos(), (before, now) -> before + WEIGHT * (now - before));
    }

    /** The view of one making, which asks once, however often its task is begun. Used by one thread at a time. */
    final class Look implements AutoCloseable {
        private final CacheKey key;
        private final Optional<ImageFormat> format;
        private final boolean wanted;
        private final long stamp = shared.stamp();
        private Optional<Instant> began = Optional.empty();
        private Optional<Rendition> found = Optional.empty();
        private boolean offered;

        private Look(CacheKey key, Optional<ImageFormat> format, boolean wanted) {
            this.key = key;
            this.format = format;
            this.wanted = wanted;
        }

        /** What another node has made. The first call may wait; the others tell the same. */
        Optional<Rendition> find() {
            if (wanted && began.isEmpty()) {
                found = shared.find(key, expected(format));
                began = Optional.of(clock.instant());
            }
            return found;
        }

        /** This is kept here, and is for the others unless it came from them. */
        void made(Rendition rendition) {
            boolean theirs = found.filter(one -> one.entityTag().equals(rendition.entityTag()))
                    .isPresent();
            if (!wanted || theirs) {
                return;
            }
            offered = true;
            if (found.isEmpty()) {
                began.ifPresent(start -> took(format, Duration.between(start, clock.instant())));
            }
            shared.offer(key, rendition, stamp);
        }

        /** Nobody needs to wait any more, whatever came of it. */
        @Override
        public void close() {
            if (wanted && !offered && began.isPresent() && found.isEmpty()) {
                shared.abandon(key);
            }
        }
    }
}
