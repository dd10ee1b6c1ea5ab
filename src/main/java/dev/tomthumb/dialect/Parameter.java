package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.function.BiConsumer;

/** A parameter of the query language: part of a row of the {@link OptionTable}. */
public final class Parameter {
    private final String name;
    private final boolean asksForPicture;
    private final String sentence;
    private final Bound<?> bound;

    private Parameter(String name, boolean asksForPicture, String sentence, Bound<?> bound) {
        this.name = name;
        this.asksForPicture = asksForPicture;
        this.sentence = sentence;
        this.bound = bound;
    }

    /** A parameter that asks for another picture than the original. */
    static <T> Parameter of(String name, Reader<T> reader, BiConsumer<RequestBuilder, T> set, String sentence) {
        return new Parameter(name, true, sentence, new Bound<>(reader, set));
    }

    /** A parameter that means something only beside one that asks for a picture. */
    static <T> Parameter companion(String name, Reader<T> reader, BiConsumer<RequestBuilder, T> set, String sentence) {
        return new Parameter(name, false, sentence, new Bound<>(reader, set));
    }

    /** Its name in the query. */
    public String name() {
        return name;
    }

    /** Whether it alone makes a path of the host application ours: {@code ?v=3} on a host's own file does not. */
    public boolean asksForPicture() {
        return asksForPicture;
    }

    /** What it does. */
    public String sentence() {
        return sentence;
    }

    /** What it accepts; completes "it takes …". */
    public String accepted() {
        return bound.reader.accepted();
    }

    /**
     * Does what {@code value} says.
     *
     * @param value decoded
     * @throws ImageException the value is not accepted
     */
    public void apply(String value, RequestBuilder to) throws ImageException {
        if (!bound.apply(value, to)) {
            throw refusal(UrlText.quoted(value));
        }
    }

    /** The refusal of a value; {@code what} completes "does not accept …". */
    public ImageException refusal(String what) {
        return new ImageException(
                Problem.BAD_OPTION,
                "The parameter " + UrlText.quoted(name) + " does not accept " + what + "; it takes " + accepted()
                        + ".");
    }

    private record Bound<T>(Reader<T> reader, BiConsumer<RequestBuilder, T> set) {
        boolean apply(String text, RequestBuilder to) {
            return reader.read(text)
                    .map(value -> {
                        set.accept(to, value);
                        return true;
                    })
                    .orElse(false);
        }
    }
}
