package dev.tomthumb.cache;

import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.util.List;

/**
 * An original as it is kept, so that further sizes of it need not be fetched.
 *
 * <p>{@code bytes} is not copied on the way in or out; nobody may change it.
 *
 * @param bytes the file, at least one byte
 * @param validators what its origin is asked with whether it has changed
 * @param visibility who may keep renditions of it; PRIVATE ones are not kept by those who know the rules
 * @param lifetime how long the origin says that it may be kept
 * @param fetchedAt when its bytes were asked for
 * @param tags words it can be purged by
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeptOriginal(
        byte[] bytes,
        Validators validators,
        Visibility visibility,
        Lifetime lifetime,
        Instant fetchedAt,
        List<String> tags) {
    public KeptOriginal {
        tags = List.copyOf(tags);
    }
}
