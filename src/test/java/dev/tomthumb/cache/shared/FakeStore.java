package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** A store that is a map, with a clock of its own, and out of order when told to be. */
final class FakeStore implements ObjectStore {
    private record Kept(New object, Instant written) {}

    private final ConcurrentSkipListMap<String, Kept> objects = new ConcurrentSkipListMap<>();
    private final Supplier<Instant> clock;
    final AtomicInteger gets = new AtomicInteger();
    final AtomicInteger puts = new AtomicInteger();
    final List<String> deleted = new ArrayList<>();
    volatile Optional<Kind> broken = Optional.empty();
    volatile boolean readOnly;
    volatile boolean knowsNoConditions;
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile Runnable beforeGet = () -> {};
    volatile Runnable whileReading = () -> {};
    /** Names of objects that cannot be read. */
    final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    volatile boolean keepsAll;
    volatile int page = Integer.MAX_VALUE;

    /** @param clock in whole seconds, as servers tell it */
    FakeStore(Supplier<Instant> clock) {
        this.clock = clock;
    }

    private Instant now() {
        return Instant.ofEpochSecond(clock.get().getEpochSecond());
    }

    private void check() throws ObjectStoreException {
        try {
            gate.await();
        } catch (InterruptedException cut) {
            throw new ObjectStoreException(Kind.UNAVAILABLE, "cut", cut);
        }
        if (broken.isPresent()) {
            throw new ObjectStoreException(broken.get(), "The test has broken it.");
        }
    }

    @Override
    public Optional<Got> get(String name, long most, LongPredicate room) throws ObjectStoreException {
        gets.incrementAndGet();
        beforeGet.run();
        check();
        if (unreadable.contains(name)) {
            throw new ObjectStoreException(Kind.UNAVAILABLE, "It breaks off.");
        }
        Kept kept = objects.get(name);
        if (kept == null) {
            return Optional.empty();
        }
        if (kept.object().body().length > most) {
            throw new ObjectStoreException(Kind.UNFIT, "It is too large.");
        }
        if (!room.test(kept.object().body().length)) {
            throw new ObjectStoreException(Kind.UNFIT, "There is no room.");
        }
        whileReading.run();
        return Optional.of(new Got(kept.object().body(), kept.object().metadata(), Optional.of(now())));
    }

    @Override
    public boolean put(String name, New object, boolean onlyIfAbsent) throws ObjectStoreException {
        puts.incrementAndGet();
        check();
        if (readOnly) {
            throw new ObjectStoreException(Kind.DENIED, "It is read only.");
        }
        if (onlyIfAbsent && knowsNoConditions) {
            throw new ObjectStoreException(Kind.UNFIT, "It knows no conditions.");
        }
        Kept kept = new Kept(object, now());
        if (onlyIfAbsent) {
            return objects.putIfAbsent(name, kept) == null;
        }
        objects.put(name, kept);
        return true;
    }

    @Override
    public void delete(String name) throws ObjectStoreException {
        check();
        if (keepsAll) {
            throw new ObjectStoreException(Kind.DENIED, "Nothing may be removed.");
        }
        objects.remove(name);
        deleted.add(name);
    }

    @Override
    public Listing list(String prefix, int most) throws ObjectStoreException {
        check();
        List<Listed> listed = new ArrayList<>();
        objects.tailMap(prefix).forEach((name, kept) -> {
            if (name.startsWith(prefix)) {
                listed.add(new Listed(name, kept.written()));
            }
        });
        int end = Math.min(listed.size(), Math.min(most, page));
        return new Listing(listed.subList(0, end), end < listed.size(), Optional.of(now()));
    }

    List<String> names(String prefix) {
        return objects.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    New object(String name) {
        return objects.get(name).object();
    }

    /** Puts something there that nobody wrote so. */
    void plant(String name, byte[] body, Map<String, String> metadata) {
        objects.put(name, new Kept(new New(body, metadata, "image/webp", Optional.empty()), now()));
    }

    /** The same object with another body. */
    void damage(String name, byte[] body) {
        plant(name, body, new HashMap<>(object(name).metadata()));
    }

    @Override
    public String describe() {
        return "a map";
    }

    @Override
    public void close() {}
}
