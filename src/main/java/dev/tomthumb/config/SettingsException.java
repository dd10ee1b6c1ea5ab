package dev.tomthumb.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; the message lists every mistake, one line each. */
public final class SettingsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    SettingsException(List<Mistake> mistakes) {
        super(text(mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All mistakes, at least one, in the order of the reference page; unknown names last. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static String text(List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "1 setting is wrong:" : mistakes.size() + " settings are wrong:";
        return mistakes.stream().map(mistake -> "\n  " + mistake).collect(Collectors.joining("", count, ""));
    }
}
