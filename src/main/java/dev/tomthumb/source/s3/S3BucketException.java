package dev.tomthumb.source.s3;

import java.io.Serial;

/** A bucket of this server's own did not do what it was asked. The message is a sentence for operators. */
public final class S3BucketException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** The server does not answer, answers too late, or has a fault of its own. */
        UNAVAILABLE,
        /** It refuses this client. */
        DENIED,
        /** It works, and the object or the request is not for it. */
        UNFIT
    }

    private final Kind kind;

    S3BucketException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    S3BucketException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
