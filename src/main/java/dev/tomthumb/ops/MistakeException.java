package dev.tomthumb.ops;

import java.util.List;

/** What an operator or a program sent is not what is accepted; each sentence says what is wrong and what would be right. */
final class MistakeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> mistakes;

    MistakeException(String mistake) {
        this(400, List.of(mistake));
    }

    MistakeException(int status, List<String> mistakes) {
        super(String.join(" ", mistakes));
        this.status = status;
        this.mistakes = List.copyOf(mistakes);
    }

    int status() {
        return status;
    }

    List<String> mistakes() {
        return mistakes;
    }
}
