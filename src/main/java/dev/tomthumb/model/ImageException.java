package dev.tomthumb.model;

import java.io.Serial;

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

    /**
     * @param problem the row
     * @param sentence public text, one sentence with its full stop
     */
    public ImageException(Problem problem, String sentence) {
        super(sentence);
        this.problem = problem;
    }

    /**
     * @param problem the row
     * @param sentence public text, one sentence with its full stop
     * @param cause what happened underneath; logged, never sent
     */
    public ImageException(Problem problem, String sentence, Throwable cause) {
        super(sentence, cause);
        this.problem = problem;
    }

    /** The row of the table. */
    public Problem problem() {
        return problem;
    }
}
