package dev.tomthumb.cache.shared;

import java.io.Serial;

/** An object store did not do what it was asked. The message is a sentence for operators. */
public final class ObjectStoreException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** The store does not answer, answers too late, or has a fault of its own: later it may. */
        UNAVAILABLE,
        /** It refuses this server. */
        DENIED,
        /** It works, and the object or the request is not for it. */
        UNFIT
    }

    private final Kind kind;

    /** @param sentence for operators, with what is to be mended */
    public ObjectStoreException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** @param cause what the store's client said */
    public ObjectStoreException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }

    /** The sentence. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
