package dev.tomthumb.cache.ehcache.cluster;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server the nodes share does not answer, refuses, or has lost what it had. */
final class ClusterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private enum Kind {
        UNANSWERED,
        REFUSED,
        LOST
    }

    private ClusterException(String sentence, @Nullable Throwable cause, Kind kind) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** It may answer the next time. */
    static ClusterException unanswered(String what, @Nullable Throwable cause) {
        return new ClusterException(what, cause, Kind.UNANSWERED);
    }

    /**
     * It answers, and will not serve until somebody changes something.
     *
     * @param sentence what that is
     */
    static ClusterException refused(String sentence, Throwable cause) {
        return new ClusterException(sentence, cause, Kind.REFUSED);
    }

    /** It has forgotten what it must not forget: everything that is known of it is to be found out anew. */
    static ClusterException lost(String what) {
        return new ClusterException(what, null, Kind.LOST);
    }

    /** Whether somebody has to change something. */
    boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    /** Whether a new connection is needed. */
    boolean isLost() {
        return kind == Kind.LOST;
    }
}
