package dev.tomthumb.model;

import java.io.Serial;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: a row of the {@link Problem} table and the sentence for this case.
 *
 * <p>The message is sent to the visitor. It names what was wrong and what is accepted, and never a file path, an
 * endpoint or a class name; those belong into the cause, which is only logged.
 */
public final class ImageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final int originStatus;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param problem the row
     * @param sentence public text, one sentence with its full stop
     */
    public ImageException(Problem problem, String sentence) {
        super(sentence);
        this.problem = problem;
        this.originStatus = 0;
    }

    /**
     * @param problem the row
     * @param sentence public text, one sentence with its full stop
     * @param cause what happened underneath; logged, never sent
     */
    public ImageException(Problem problem, String sentence, Throwable cause) {
        super(sentence, cause);
        this.problem = problem;
        this.originStatus = 0;
    }

    private ImageException(Problem problem, String sentence, @Nullable Throwable cause, int originStatus) {
        super(sentence, cause);
        this.problem = problem;
        this.originStatus = originStatus;
    }

    /** The same refusal, with the HTTP status by which an origin gave the reason for it. */
    public ImageException answered(int status) {
        return new ImageException(problem, String.valueOf(getMessage()), getCause(), status);
    }

    /**
     * Status in imgproxy's dialect: an origin's 4xx is handed on as it is, every 5xx of its is 502, the rest is the
     * row's (imgproxy features, section 9).
     */
    public int imgproxyStatus() {
        if (originStatus < 400) {
            return problem.imgproxyStatus();
        }
        return originStatus < 500 ? originStatus : 502;
    }

    /** The HTTP status by which an origin gave the reason; empty if none did. */
    public OptionalInt originStatus() {
        return originStatus == 0 ? OptionalInt.empty() : OptionalInt.of(originStatus);
    }

    /**
     * Whether it is news: true once, for whoever asks first. A refusal that is remembered, or that several have waited
     * for, is answered again and again, and is told to the operator once.
     */
    public boolean takeNews() {
        return told.compareAndSet(false, true);
    }

    /** The row of the table. */
    public Problem problem() {
        return problem;
    }
}
