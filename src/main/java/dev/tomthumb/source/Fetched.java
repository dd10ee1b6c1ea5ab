package dev.tomthumb.source;

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
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Original(byte[] bytes, Validators validators, Visibility visibility) implements Fetched {}

    /** The original is still what the known validators stand for; nothing was transferred. */
    record NotModified() implements Fetched {}
}
