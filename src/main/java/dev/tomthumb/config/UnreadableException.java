package dev.tomthumb.config;

import java.io.Serial;

/** A setting's text that cannot be read. The message says what is wrong, without a full stop. */
public final class UnreadableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 60;

    /** @param wrong what is wrong; for a secret it must not repeat any of the text */
    public UnreadableException(String wrong) {
        super(wrong);
    }

    /** The text in quotes as it may stand in a log: one line, not too long. */
    static String quoted(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return '"' + (oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…") + '"';
    }

    /** {@code "text" + problem}. */
    static UnreadableException about(String text, String problem) {
        return new UnreadableException(quoted(text) + " " + problem);
    }
}
