package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * One download per original, however many sizes of it are asked for at once. Whoever wants an original that is being
 * fetched, or whose bytes another render still holds, shares those bytes; their memory is counted once and given back
 * when the last of them is done.
 *
 * <p>Who shares with whom:
 *
 * <ul>
 *   <li>The same {@link Source} object is asked for the same original under the same ceiling. A source that speaks as one
 *       visitor is an object of its own, so nobody else ever shares with it.
 *   <li>Who holds nothing shares a download that is sure to bring bytes: one that was not asked for under a condition.
 *       It does not wait for a conditional one, which may bring none, and would then wait for two answers in turn.
 *   <li>Who asks under a condition shares a download under the same condition, or one without; if that one brings what
 *       the condition names, the answer is {@link Fetched.NotModified}.
 *   <li>Bytes that have come are shared for as long as they are in use anyway, for {@value #HELD_SECONDS} seconds and
 *       the origin's own limit at most, and only with who asks without condition: a condition asks what is true now.
 *   <li>What has been {@linkplain #forget declared old} is not shared with anybody who comes after that.
 * </ul>
 *
 * <p>A fault is shared by those who waited for it and by nobody after. Nobody's leaving, and nobody's deadline, ends a
 * download that others wait for. Safe for all threads.
 */
final class Downloads {
    private static final int HELD_SECONDS = 5;

    private final RenderPermits memory;
    private final Origin origin;
    private final OriginalTrust trust;
    private final InstantSource clock;
    private final Map<Wanted, List<Download>> open = new HashMap<>();

    /** How an original is had when nobody else has it. */
    @FunctionalInterface
    interface Origin {
        /** The origin itself. */
        Origin ITSELF = (sources, ref, known, room) -> sources.fetch(ref, known, room);

        /** As {@link Source#fetch(SourceRef, Validators, Room)}, from one of {@code sources}. */
        Fetched fetch(Sources sources, SourceRef ref, Validators known, Room room) throws ImageException;
    }

    /**
     * @param memory what all originals together may take
     * @param origin called on the thread of whoever comes first
     * @param trust how long bytes that have come may be shared with who comes later
     */
    Downloads(RenderPermits memory, Origin origin, OriginalTrust trust, InstantSource clock) {
        this.memory = memory;
        this.origin = origin;
        this.trust = trust;
        this.clock = clock;
    }

    /** What makes two downloads the same but for their condition. */
    private record Wanted(Optional<Source> source, SourceRef ref, long ceiling) {}

    /**
     * An original, or that it has not changed. If nobody is fetching it, this thread does, and the answer is there when
     * the call returns; else the call returns at once.
     *
     * @param known validators of a copy already held; {@link Validators#NONE} = none is held
     * @param ceiling the largest original that is accepted, in bytes
     * @return to be closed when its bytes are not needed any more; or fails with the {@link ImageException} that the
     *     download failed with, see {@link #had}
     */
    CompletableFuture<Share> join(Sources sources, SourceRef ref, Validators known, long ceiling) {
        return join(sources, ref, known, ceiling, fetched -> {});
    }

    /**
     * As {@link #join(Sources, SourceRef, Validators, long)}.
     *
     * @param landing told what has come, before anybody who shares it can go on; not told of a fault
     */
    CompletableFuture<Share> join(
            Sources sources, SourceRef ref, Validators known, long ceiling, Consumer<Fetched> landing) {
        Wanted wanted = new Wanted(sources.source(ref.scheme()), ref, ceiling);
        Download download;
        boolean leads;
        synchronized (open) {
            Optional<Download> underWay = underWay(wanted, known);
            leads = underWay.isEmpty();
            download = underWay.orElseGet(() -> begun(wanted, known));
            download.users++;
            download.landings.add(fetched -> landing.accept(answer(fetched, download.known, known)));
        }
        if (leads) {
            download.fetch(sources);
        } else if (download.come.isPresent()) {
            download.tellLanded();
        }
        return download.landed.thenApply(fetched -> new Share(download, answer(fetched, download.known, known)));
    }

    /** What came of {@link #join}, waiting for it if need be. */
    static Share had(CompletableFuture<Share> share) throws ImageException {
        try {
            return share.join();
        } catch (CompletionException failed) {
            Throwable reason = failed.getCause();
            if (reason instanceof ImageException refusal) {
                throw refusal;
            }
            if (reason instanceof Error error) {
                throw error;
            }
            throw new ImageException(
                    Problem.ORIGIN_FAILED, "The original could not be read; the server's log says why.", failed);
        }
    }

    private Optional<Download> underWay(Wanted wanted, Validators known) {
        Instant now = clock.instant();
        return open.getOrDefault(wanted, List.of()).stream()
                .filter(download -> download.serves(known, now))
                .findFirst();
    }

    private Download begun(Wanted wanted, Validators known) {
        Download download = new Download(wanted, known, new SharedRoom(memory, wanted.ceiling(), clock));
        open.computeIfAbsent(wanted, any -> new ArrayList<>(1)).add(download);
        return download;
    }

    /** Whoever asked under another condition than the download's own is told what that means for his. */
    private static Fetched answer(Fetched fetched, Validators askedWith, Validators known) {
        boolean changed = known.isEmpty()
                || known.equals(askedWith)
                || !(fetched instanceof Fetched.Original original)
                || !same(known, original.validators());
        return changed ? fetched : new Fetched.NotModified(((Fetched.Original) fetched).lifetime());
    }

    /** Whether two validators name one version, as If-None-Match and If-Modified-Since compare (RFC 9110, 13.1.2, 13.1.3). */
    private static boolean same(Validators one, Validators other) {
        if (one.entityTag().isPresent() || other.entityTag().isPresent()) {
            return opaque(one).isPresent() && opaque(one).equals(opaque(other));
        }
        return one.lastModified().isPresent() && one.lastModified().equals(other.lastModified());
    }

    private static Optional<String> opaque(Validators validators) {
        return validators.entityTag().map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag);
    }

    /**
     * Who asks from now on does not share what is being fetched or held of these originals. A tag does not tell which
     * originals carry it before they have come, so then nobody shares any.
     */
    void forget(Invalidation what) {
        synchronized (open) {
            open.keySet().removeIf(wanted -> what.mayConcern(wanted.ref().toString()));
        }
    }

    /** What stands for an original itself, where its renditions have keys. */
    static CacheKey key(SourceRef ref) {
        String reference = ref.toString();
        return new CacheKey(reference, reference);
    }

    private void strike(Download download) {
        List<Download> alike = open.get(download.wanted);
        if (alike != null && alike.remove(download) && alike.isEmpty()) {
            open.remove(download.wanted);
        }
    }

    /** Downloads that somebody who comes now could share; for tests and gauges. */
    int underWay() {
        synchronized (open) {
            return open.values().stream().mapToInt(List::size).sum();
        }
    }

    /** One download, from its beginning until nobody needs its bytes. */
    private final class Download {
        private final Wanted wanted;
        private final Validators known;
        private final SharedRoom room;
        private final CompletableFuture<Fetched> landed = new CompletableFuture<>();
        private final List<Consumer<Fetched>> landings = new ArrayList<>();
        private Optional<Instant> sharedUntil = Optional.empty();
        private volatile Optional<Fetched> come = Optional.empty();
        private int users;

        Download(Wanted wanted, Validators known, SharedRoom room) {
            this.wanted = wanted;
            this.known = known;
            this.room = room;
        }

        boolean serves(Validators asked, Instant now) {
            return sharedUntil.isPresent()
                    ? asked.isEmpty() && now.isBefore(sharedUntil.get())
                    : known.equals(asked) || known.isEmpty() && origin == Origin.ITSELF;
        }

        void fetch(Sources sources) {
            Instant begun = clock.instant();
            Fetched fetched;
            try {
                fetched = origin.fetch(sources, wanted.ref(), known, room);
            } catch (Throwable failure) { // an Error too: those waiting would wait for ever
                synchronized (open) {
                    strike(this);
                }
                room.close();
                landed.completeExceptionally(failure);
                return;
            }
            land(fetched, begun);
        }

        private void land(Fetched fetched, Instant begun) {
            Duration rest = Duration.ZERO;
            if (fetched instanceof Fetched.Original original) {
                room.settle(original.bytes().length);
                Duration held = Duration.between(begun, clock.instant()).plusSeconds(HELD_SECONDS);
                Duration trusted = trust.trusted(wanted.ref(), original.lifetime());
                rest = trusted.compareTo(held) < 0 ? trusted : held;
            } else {
                room.close();
            }
            synchronized (open) {
                if (fetched instanceof Fetched.Original && !known.isEmpty()) {
                    overtake();
                }
                sharedUntil = Optional.of(begun.plus(rest));
                if (!clock.instant().isBefore(begun.plus(rest))) {
                    strike(this);
                }
            }
            come = Optional.of(fetched);
            tellLanded();
            landed.complete(fetched);
        }

        /** Each once. */
        private void tellLanded() {
            List<Consumer<Fetched>> untold;
            synchronized (open) {
                untold = List.copyOf(landings);
                landings.clear();
            }
            come.ifPresent(fetched -> untold.forEach(landing -> landing.accept(fetched)));
        }

        /** It is news: what others began to fetch before may be older, and is not shared with who comes from now on. */
        private void overtake() {
            open.forEach((other, alike) -> {
                if (other.source().equals(wanted.source()) && other.ref().equals(wanted.ref())) {
                    alike.removeIf(download -> download != this);
                }
            });
            open.values().removeIf(List::isEmpty);
        }

        void leave() {
            synchronized (open) {
                users--;
                if (users > 0) {
                    return;
                }
                strike(this);
            }
            room.close();
        }
    }

    /** One user's part in a download. */
    static final class Share implements AutoCloseable {
        private final Download download;
        private final Fetched fetched;
        private boolean closed;

        private Share(Download download, Fetched fetched) {
            this.download = download;
            this.fetched = fetched;
        }

        /** What came. Its bytes are shared: nobody may change them. */
        Fetched fetched() {
            return fetched;
        }

        /** Gives it back. Closing again does nothing. */
        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                download.leave();
            }
        }
    }
}
