package dev.tomthumb.source;

import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.util.List;

/** The answer of a {@link Source}. */
public sealed interface Fetched {

    /**
     * The whole original.
     *
     * @param bytes the file, not copied; nobody may change it
     * @param validators what to ask with next time
     * @param visibility who may keep renditions of it
     * @param lifetime how long the origin says that it may be kept
     * @param tags words by which its renditions can be purged, lower case
     * @param held how long ago its origin was asked; zero unless a cache had it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Original(
            byte[] bytes,
            Validators validators,
            Visibility visibility,
            Lifetime lifetime,
            List<String> tags,
            Duration held)
            implements Fetched {
        public Original {
            tags = List.copyOf(tags);
        }

        /** An original fresh from its origin. */
        public Original(
                byte[] bytes, Validators validators, Visibility visibility, Lifetime lifetime, List<String> tags) {
            this(bytes, validators, visibility, lifetime, tags, Duration.ZERO);
        }

        /** An original without tags. */
        public Original(byte[] bytes, Validators validators, Visibility visibility, Lifetime lifetime) {
            this(bytes, validators, visibility, lifetime, List.of());
        }

        /** An original whose origin says nothing of how long it may be kept. */
        public Original(byte[] bytes, Validators validators, Visibility visibility) {
            this(bytes, validators, visibility, Lifetime.UNKNOWN);
        }
    }

    /**
     * The original is still what the known validators stand for; nothing was transferred.
     *
     * @param lifetime how long the origin says, this time, that it may be kept (RFC 9111, section 4.3.4)
     */
    record NotModified(Lifetime lifetime) implements Fetched {
        /** Without a word on how long. */
        public NotModified() {
            this(Lifetime.UNKNOWN);
        }
    }
}
