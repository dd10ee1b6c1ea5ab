package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One decode for several renders of the same original. Each render keeps its thread. One after the other they get ready,
 * up to where decoded rows are wanted; there they wait, and the last one decodes for all. Then each goes on by itself.
 *
 * <p>Until then one of them computes at a time: all together they need one turn, which the last one keeps; the others
 * pass a {@link Turnstile} before they go on. Who breaks off before the decode is not waited for. Nobody leaves while
 * others may be writing into his rows, not even if he is interrupted: then the decode ends for him, and he leaves when it
 * has ended for all, for until then their memory is counted together.
 */
public final class SharedDecode {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Seat> seats = new ArrayList<>();
    private final IntConsumer ended;
    /** Who may compute; nobody any more once it has ended. */
    private @Nullable Seat computing;

    private boolean decoding;
    private boolean decoded;
    private int served;

    /** Lets a render go on that has waited while another one decoded for it. */
    @FunctionalInterface
    public interface Turnstile {
        /** @throws ImageException if it must not go on */
        void pass() throws ImageException;
    }

    private enum State {
        /** It is not its turn to get ready. */
        WAITING,
        /** It gets ready. */
        PREPARING,
        /** It waits for decoded rows. */
        ARRIVED,
        /** It has them, or decodes alone. */
        GOING_ON,
        LEFT
    }

    /**
     * @param turnstiles one for each render, in the order in which they get ready; at least one
     * @param ended told once, when it is over for the render that decodes, or for all: how many have been served by a
     *     decode that they share
     */
    public SharedDecode(List<Turnstile> turnstiles, IntConsumer ended) {
        this.ended = ended;
        turnstiles.forEach(turnstile -> seats.add(new Seat(turnstile)));
        this.computing = seats.get(0);
    }

    /** A render's part in it, by its place in the order. To be closed when the render has ended, however it did. */
    public Seat seat(int index) {
        return seats.get(index);
    }

    /** One render's part; for its thread. */
    public final class Seat implements AutoCloseable {
        private final Turnstile turnstile;
        private State state = State.WAITING;
        private @Nullable Taker taker;
        private boolean passed;
        /** Whether it shall end for this one although the decode has begun. */
        private volatile boolean withdrawn;

        private Seat(Turnstile turnstile) {
            this.turnstile = turnstile;
        }

        /**
         * Waits until this one may get ready.
         *
         * @throws ImageException {@code TIMEOUT}, or {@code OVERLOADED} if the thread is interrupted (its flag stays set);
         *     then this has been left
         */
        public void await(Deadline deadline) throws ImageException {
            lock.lock();
            try {
                while (computing != this) {
                    pause(deadline);
                }
                state = State.PREPARING;
            } finally {
                lock.unlock();
            }
        }

        /** As this one's checkpoint in a decode on another thread. */
        Checkpoint checkpoint(Checkpoint own) {
            return () -> {
                if (withdrawn) {
                    throw stopped();
                }
                own.check();
            };
        }

        /**
         * Waits for the others, and until the original has been decoded: by one of them or, with {@code decode}, here.
         *
         * @param own what this one wants of it
         * @throws ImageException as {@link #await}, while nobody decodes
         */
        void meet(Taker own, Decode decode, Deadline deadline) throws ImageException {
            List<Taker> takers = arrive(own, deadline);
            try {
                if (takers.size() > 1) {
                    decode.decode(takers);
                }
            } catch (Throwable damage) { // an Error too: whoever has got rows of half a picture must hear of it
                takers.forEach(taker -> taker.endedBy(damage));
            } finally {
                if (!takers.isEmpty()) {
                    finish(takers);
                }
            }
        }

        /** Those for whom this one is to decode; empty if another one has done it. */
        private List<Taker> arrive(Taker own, Deadline deadline) throws ImageException {
            lock.lock();
            try {
                if (state != State.PREPARING) {
                    return List.of();
                }
                state = State.ARRIVED;
                taker = own;
                passOn();
                while (computing != this && !decoding) {
                    pause(deadline);
                }
                if (!decoding) {
                    decoding = true;
                    return arrived();
                }
                awaitDecoded();
                return List.of();
            } finally {
                lock.unlock();
            }
        }

        private void awaitDecoded() {
            boolean interrupted = false;
            while (!decoded) {
                try {
                    changed.await();
                } catch (InterruptedException stopping) {
                    interrupted = true;
                    withdrawn = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whether this one decoded, or would have: it may go on at once. */
        boolean computes() {
            lock.lock();
            try {
                return computing == this;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Goes on behind the decode of another one.
         *
         * @throws ImageException what the turnstile throws
         */
        void goOn() throws ImageException {
            if (!passed) {
                passed = true;
                turnstile.pass();
            }
        }

        private void pause(Deadline deadline) throws ImageException {
            try {
                deadline.check();
                changed.awaitNanos(deadline.remaining().toNanos());
            } catch (ImageException late) {
                leave();
                throw late;
            } catch (InterruptedException stopping) {
                leave();
                Thread.currentThread().interrupt();
                throw stopped();
            }
        }

        private void leave() {
            if (state != State.LEFT) {
                state = State.LEFT;
                taker = null;
                if (computing == this) {
                    passOn();
                }
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                leave();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Decodes an original for all who have arrived. */
    @FunctionalInterface
    interface Decode {
        void decode(List<Taker> takers) throws ImageException;
    }

    /**
     * To the next that has to get ready; if there is none, to the last that has arrived: it will decode. Nobody has arrived
     * any more once it has been decoded.
     */
    private void passOn() {
        Optional<Seat> next =
                seats.stream().filter(seat -> seat.state == State.WAITING).findFirst();
        Optional<Seat> last =
                seats.stream().filter(seat -> seat.state == State.ARRIVED).reduce((first, later) -> later);
        computing = next.or(() -> last).orElse(null);
        if (computing == null) {
            ended.accept(served);
        }
        changed.signalAll();
    }

    private List<Taker> arrived() {
        List<Taker> takers = new ArrayList<>();
        for (Seat seat : seats) {
            if (seat.state == State.ARRIVED && seat.taker != null) {
                takers.add(seat.taker);
            }
        }
        return takers;
    }

    private void finish(List<Taker> takers) {
        lock.lock();
        try {
            served = (int) takers.stream().filter(Taker::isServed).count();
            for (Seat seat : seats) {
                if (seat.state == State.ARRIVED) {
                    seat.state = State.GOING_ON;
                    seat.taker = null;
                }
            }
            decoded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static ImageException stopped() {
        return new ImageException(Problem.OVERLOADED, "The server stopped waiting to make this picture.");
    }
}
