package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A source on the network that counts, and whose originals come when a test lets them. */
final class GatedSource implements Source {
    final List<SourceRef> fetched = new CopyOnWriteArrayList<>();
    final List<Validators> known = new CopyOnWriteArrayList<>();
    volatile byte[] bytes = TestPictures.png(TestPictures.geometry(60, 40));
    volatile String entityTag = "\"first\"";
    volatile Lifetime lifetime = Lifetime.UNKNOWN;
    volatile Visibility visibility = Visibility.PUBLIC;
    volatile boolean remote = true;
    volatile Optional<ImageException> failure = Optional.empty();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();

    /** Originals of this location do not come until {@link #open}. */
    void shut(String location) {
        gates.put(location, new CountDownLatch(1));
        begun.put(location, new CountDownLatch(1));
    }

    void open(String location) {
        gates.get(location).countDown();
    }

    void awaitFetch(String location) throws InterruptedException {
        begun(location).await();
    }

    private CountDownLatch begun(String location) {
        return begun.computeIfAbsent(location, any -> new CountDownLatch(1));
    }

    Validators validators() {
        return new Validators(Optional.of(entityTag), Optional.empty());
    }

    @Override
    public boolean isRemote() {
        return remote;
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        byte[] sent = bytes;
        Validators tag = validators();
        fetched.add(ref);
        this.known.add(known);
        begun(ref.location()).countDown();
        room.take(2L * sent.length);
        try {
            gates.getOrDefault(ref.location(), new CountDownLatch(0)).await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return known.equals(tag) ? new Fetched.NotModified() : new Fetched.Original(sent, tag, visibility, lifetime);
    }
}
