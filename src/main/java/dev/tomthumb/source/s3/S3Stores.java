package dev.tomthumb.source.s3;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import java.util.Map;

/** Several S3 servers or accounts behind one scheme: each bucket lies in one of them. */
public final class S3Stores implements Source {
    private final Map<String, Source> byBucket;
    private final Source others;

    /**
     * @param byBucket the server of each bucket that is known by name
     * @param others the server of all other buckets
     */
    public S3Stores(Map<String, Source> byBucket, Source others) {
        this.byBucket = Map.copyOf(byBucket);
        this.others = others;
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        return store(ref).fetch(ref, known, room);
    }

    @Override
    public Passed pass(SourceRef ref, Asked asked, Room room) throws ImageException {
        return store(ref).pass(ref, asked, room);
    }

    private Source store(SourceRef ref) throws ImageException {
        return byBucket.getOrDefault(S3Location.read(ref.location(), false).bucket(), others);
    }
}
