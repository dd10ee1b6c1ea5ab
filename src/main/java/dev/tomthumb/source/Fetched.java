package dev.tomthumb.source;

import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;

/** The answer of a {@link Source}. */
public sealed interface Fetched {

    /**
     * The whole original.
     *
     * @param bytes the file, not copied; nobody may change it
     * @param validators what to ask with next time
     * @param visibility who may keep renditions of it
     * @param lifetime how long the origin says that it may be kept
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Original(byte[] bytes, Validators validators, Visibility visibility, Lifetime lifetime) implements Fetched {
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
