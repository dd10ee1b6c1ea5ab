package dev.tomthumb.engine;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.pipeline.SharedDecode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives renders their turns, and has an original decoded once for all its sizes that are rendered at the same time.
 *
 * <p>Renders of the same bytes gather while the first of them waits for its turn. It waits a little longer for those that
 * are known to be on their way, because they share its download, and for nobody else: a render that has no company does
 * not wait. With its turn the group is complete; what comes later begins another one. Everybody in a group holds his
 * memory already, so nobody waits there for who waits for memory.
 */
final class SharedDecodes implements AutoCloseable {
    /** From the first one's arrival on: what a thread may need to start and to read a header, and no visitor notices. */
    private static final Duration PATIENCE = Duration.ofMillis(10);
    /** Of a large crowd several threads shall decode: one of them scales for all. */
    private static final int MOST = 8;

    private final Renderer renderer;
    private final Turns turns;
    private final Timer timer;
    private final ImageEvents events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Group> open = new HashMap<>();
    /** By original: who has it and has not come for its turn yet. */
    private final Map<byte[], Set<Object>> coming = new IdentityHashMap<>();

    private boolean closed;

    SharedDecodes(Renderer renderer, Turns turns, Timer timer, ImageEvents events) {
        this.renderer = renderer;
        this.turns = turns;
        this.timer = timer;
        this.events = events;
    }

    /**
     * What renders must have in common.
     *
     * @param file what is decoded, the very array: equal bytes of another download may be another version's
     * @param deep whether 16 bits are kept
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Key(byte[] file, boolean deep) {
        /** Of an original, what is decoded may be but the small picture that it carries. */
        static Key of(byte[] original, RenderJob job) {
            return job instanceof RenderJob.Making making
                    ? new Key(making.original(), making.deep())
                    : new Key(original, false);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.file == file && key.deep == deep;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(file);
        }
    }

    /** Says that {@code who} has this original and will come for a turn to render it, unless it {@link #leave leaves}. */
    void expect(byte[] original, Object who) {
        lock.lock();
        try {
            coming.computeIfAbsent(original, any -> Collections.newSetFromMap(new IdentityHashMap<>()))
                    .add(who);
        } finally {
            lock.unlock();
        }
    }

    /** Says that {@code who} will not come any more. */
    void leave(Object who) {
        lock.lock();
        try {
            coming.values().forEach(all -> all.remove(who));
            coming.values().removeIf(Set::isEmpty);
            open.values().forEach(group -> group.changed.signalAll());
        } finally {
            lock.unlock();
        }
    }

    /**
     * A turn to render, together with others if there are some.
     *
     * @param original as it was {@linkplain #expect expected}
     * @param who as it was expected, if it was
     * @param job made of it; its memory is held
     * @throws ImageException {@code OVERLOADED} if the turn does not come in time
     */
    Place take(byte[] original, Object who, RenderJob job, Deadline deadline) throws ImageException {
        boolean shares = renderer.sharesDecode(job);
        Place place = new Place(deadline);
        Group group = joined(Key.of(original, job), who, place, shares);
        try {
            group.enter(place);
            return place;
        } catch (ImageException | RuntimeException | Error failure) {
            group.leave(place);
            throw failure;
        }
    }

    private Group joined(Key key, Object who, Place place, boolean shares) {
        lock.lock();
        try {
            leave(who);
            Group group = shares ? open.get(key) : null;
            if (group == null || group.places.size() == MOST) {
                group = new Group(key);
                if (shares) {
                    open.put(key, group);
                }
            }
            group.places.add(place);
            group.changed.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Renders that gather, until they are a {@link SharedDecode}. */
    private final class Group {
        private final Key key;
        /** The first of them leads. */
        private final List<Place> places = new ArrayList<>();

        private final Condition changed = lock.newCondition();
        private boolean complete;
        private boolean late;

        Group(Key key) {
            this.key = key;
        }

        /** Waits until {@code place} may compute. */
        void enter(Place place) throws ImageException {
            if (leads(place)) {
                lead(place.deadline);
            }
            place.seat().await(place.deadline);
        }

        /** Waits until the group is complete, or {@code place} has to see to that, for who came before it has left. */
        private boolean leads(Place place) throws ImageException {
            lock.lock();
            try {
                while (!complete && places.get(0) != place) {
                    await(place.deadline);
                }
                return !complete;
            } finally {
                lock.unlock();
            }
        }

        @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
        private void await(Deadline deadline) throws ImageException {
            long nanos = deadline.remaining().toNanos();
            try {
                if (nanos > 0) {
                    changed.await(nanos, TimeUnit.NANOSECONDS);
                    return;
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            throw new ImageException(
                    Problem.OVERLOADED, "This picture's turn did not come in time; please try again shortly.");
        }

        private void lead(Deadline deadline) throws ImageException {
            Runnable stop = isExpectingMore() ? timer.after(PATIENCE, this::waitNoLonger) : () -> {};
            try {
                completeWith(turns.take(deadline));
            } finally {
                stop.run();
            }
        }

        private void completeWith(Turns.Turn turn) {
            try {
                gather();
                complete(turn);
            } catch (RuntimeException | Error failure) {
                turn.close();
                throw failure;
            }
        }

        private boolean isExpectingMore() {
            lock.lock();
            try {
                return expectsMore();
            } finally {
                lock.unlock();
            }
        }

        private boolean expectsMore() {
            return open.get(key) == this && places.size() < MOST && coming.containsKey(key.file) && !late && !closed;
        }

        private void waitNoLonger() {
            lock.lock();
            try {
                late = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void gather() {
            lock.lock();
            try {
                while (expectsMore()) {
                    changed.await();
                }
            } catch (InterruptedException stopping) {
                // Whoever is here goes on as it would without company.
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }

        private void complete(Turns.Turn turn) {
            lock.lock();
            try {
                List<SharedDecode.Turnstile> turnstiles = new ArrayList<>();
                places.forEach(place -> turnstiles.add(place::resume));
                SharedDecode decode = new SharedDecode(turnstiles, renditions -> ended(turn, renditions));
                for (int i = 0; i < places.size(); i++) {
                    places.get(i).seat = decode.seat(i);
                }
                complete = true;
                open.remove(key, this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void ended(Turns.Turn turn, int renditions) {
            turn.close();
            if (renditions > 1) {
                events.decodedTogether(renditions);
            }
        }

        void leave(Place place) {
            lock.lock();
            try {
                if (complete) {
                    place.close();
                    return;
                }
                places.remove(place);
                if (places.isEmpty()) {
                    open.remove(key, this);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A render's right to compute, alone or in a group; to be closed when it has ended. */
    final class Place implements AutoCloseable {
        private final Deadline deadline;
        private SharedDecode.@Nullable Seat seat;
        /** The turn it took when another one had decoded for it. */
        private Optional<Turns.Turn> own = Optional.empty();

        private Place(Deadline deadline) {
            this.deadline = deadline;
        }

        /** What {@link Renderer#run(RenderJob, Deadline, dev.tomthumb.pipeline.Stopwatch, SharedDecode.Seat)} needs. */
        SharedDecode.Seat seat() {
            if (seat == null) {
                throw new IllegalStateException("a group is entered when it is complete");
            }
            return seat;
        }

        private void resume() throws ImageException {
            own = Optional.of(turns.again(deadline));
        }

        @Override
        public void close() {
            if (seat != null) {
                seat.close();
            }
            own.ifPresent(Turns.Turn::close);
        }
    }

    /** Nobody waits for others any more; what has gathered goes on. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            open.values().forEach(group -> group.changed.signalAll());
        } finally {
            lock.unlock();
        }
    }
}
