package dev.tomthumb;

import dev.tomthumb.cache.shared.ObjectStore;
import dev.tomthumb.cache.shared.ObjectStoreException;
import dev.tomthumb.config.S3Store;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SharedPlace;
import dev.tomthumb.source.s3.S3Bucket;
import dev.tomthumb.source.s3.S3BucketException;
import dev.tomthumb.source.s3.S3Config;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;

/** A bucket as the place that nodes share. Links to the AWS SDK, so nobody touches it where its jars are absent. */
final class S3Shared implements ObjectStore {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(2);
    /** For those who write behind; whoever has a visitor waiting has a shorter limit of his own. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final S3Bucket bucket;
    private final String place;

    private S3Shared(S3Bucket bucket, String place) {
        this.bucket = bucket;
        this.place = place;
    }

    static S3Shared open(Settings settings, SharedPlace place) {
        S3Store store = S3Originals.storeOf(settings, place.bucket());
        S3Config config = new S3Config(
                store.endpoint(),
                store.region(),
                store.pathStyle(),
                S3Originals.credentials(store),
                place.bucket()::equals,
                false,
                CONNECT,
                READ,
                DEADLINE);
        return new S3Shared(new S3Bucket(place.bucket(), place.prefix(), config), place.toString());
    }

    /** One call of the bucket. */
    private interface Call<T> {
        T run() throws S3BucketException;
    }

    private static <T> T told(Call<T> call) throws ObjectStoreException {
        try {
            return call.run();
        } catch (S3BucketException failure) {
            throw new ObjectStoreException(
                    switch (failure.kind()) {
                        case UNAVAILABLE -> ObjectStoreException.Kind.UNAVAILABLE;
                        case DENIED -> ObjectStoreException.Kind.DENIED;
                        case UNFIT -> ObjectStoreException.Kind.UNFIT;
                    },
                    String.valueOf(failure.getMessage()),
                    failure);
        }
    }

    @Override
    public Optional<Got> get(String name, long most, LongPredicate room) throws ObjectStoreException {
        return told(() -> bucket.get(name, most, room))
                .map(found -> new Got(found.body(), found.metadata(), found.date()));
    }

    @Override
    public boolean put(String name, New object, boolean onlyIfAbsent) throws ObjectStoreException {
        return told(() -> bucket.put(
                name, object.body(), object.metadata(), object.contentType(), object.cacheControl(), onlyIfAbsent));
    }

    @Override
    public void delete(String name) throws ObjectStoreException {
        told(() -> {
            bucket.delete(name);
            return true;
        });
    }

    @Override
    public Listing list(String prefix, int most) throws ObjectStoreException {
        S3Bucket.Listing listing = told(() -> bucket.list(prefix, most));
        return new Listing(
                listing.objects().stream()
                        .map(object -> new Listed(object.name(), object.modified()))
                        .toList(),
                listing.truncated(),
                listing.date());
    }

    @Override
    public String describe() {
        return place;
    }

    @Override
    public void close() {
        bucket.close();
    }
}
