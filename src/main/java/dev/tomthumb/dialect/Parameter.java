package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** A parameter of the query language: part of a row of the {@link OptionTable}. */
public final class Parameter {
    /** Between the arguments of one parameter: imgproxy's colon or imgix's comma. */
    private static final Pattern SEPARATOR = Pattern.compile("[:,]");

    private final String name;
    private final boolean asksForPicture;
    private final boolean bounded;
    private final String accepted;
    private final String sentence;
    private final Action action;

    private Parameter(
            String name, boolean asksForPicture, boolean bounded, String accepted, String sentence, Action action) {
        this.name = name;
        this.asksForPicture = asksForPicture;
        this.bounded = bounded;
        this.accepted = accepted;
        this.sentence = sentence;
        this.action = action;
    }

    /** A parameter that asks for another picture than the original, and for one of few: unsigned URLs may use it. */
    static <T> Parameter of(String name, Reader<T> reader, BiConsumer<RequestBuilder, T> set, String sentence) {
        return new Parameter(name, true, true, reader.accepted(), sentence, reading(reader, set));
    }

    /** A parameter that means something only beside one that asks for a picture. */
    static <T> Parameter companion(String name, Reader<T> reader, BiConsumer<RequestBuilder, T> set, String sentence) {
        return new Parameter(name, false, true, reader.accepted(), sentence, reading(reader, set));
    }

    /** As {@link #companion(String, Reader, BiConsumer, String)}, with the arguments of imgproxy's option. */
    static Parameter companion(String name, String syntax, Option.Effect effect, String sentence) {
        return new Parameter(name, false, true, syntax, sentence, splitting(effect));
    }

    /** A parameter that asks for one of more pictures than a stranger may have made. */
    static <T> Parameter signed(String name, Reader<T> reader, BiConsumer<RequestBuilder, T> set, String sentence) {
        return new Parameter(name, true, false, reader.accepted(), sentence, reading(reader, set));
    }

    /**
     * As {@link #signed(String, Reader, BiConsumer, String)}, with the arguments of imgproxy's option, separated by
     * colons or commas.
     */
    static Parameter signed(String name, String syntax, Option.Effect effect, String sentence) {
        return new Parameter(name, true, false, syntax, sentence, splitting(effect));
    }

    /** As {@link #signed(String, String, Option.Effect, String)}, for few pictures: unsigned URLs may use it. */
    static Parameter bounded(String name, String syntax, Option.Effect effect, String sentence) {
        return new Parameter(name, true, true, syntax, sentence, splitting(effect));
    }

    private static Action splitting(Option.Effect effect) {
        return (parameter, value, to) -> {
            List<String> texts = List.of(SEPARATOR.split(value, -1));
            effect.apply(new Arguments("parameter", parameter.name, texts), to);
        };
    }

    private static <T> Action reading(Reader<T> reader, BiConsumer<RequestBuilder, T> set) {
        return (parameter, value, to) ->
                set.accept(to, reader.read(value).orElseThrow(() -> parameter.refusal(UrlText.quoted(value))));
    }

    /** Its name in the query. */
    public String name() {
        return name;
    }

    /** Whether it alone makes a path of the host application ours: {@code ?v=3} on a host's own file does not. */
    public boolean asksForPicture() {
        return asksForPicture;
    }

    /** Whether so few pictures can be asked for by it that unsigned URLs may; the others are for signed ones. */
    public boolean bounded() {
        return bounded;
    }

    /** What it does. */
    public String sentence() {
        return sentence;
    }

    /** What it accepts; completes "it takes …". */
    public String accepted() {
        return accepted;
    }

    /**
     * Does what {@code value} says.
     *
     * @param value decoded
     * @throws ImageException the value is not accepted
     */
    public void apply(String value, RequestBuilder to) throws ImageException {
        action.apply(this, value, to);
    }

    /** The refusal of a value; {@code what} completes "does not accept …". */
    public ImageException refusal(String what) {
        return new ImageException(
                Problem.BAD_OPTION,
                "The parameter " + UrlText.quoted(name) + " does not accept " + what + "; it takes " + accepted + ".");
    }

    /** What a parameter does with its value. */
    @FunctionalInterface
    private interface Action {
        void apply(Parameter parameter, String value, RequestBuilder to) throws ImageException;
    }
}
