package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** One row of the {@link OptionTable}: what a thing one can ask for is called in each language, and what it does. */
public final class Option {
    private final String name;
    private final List<String> aliases;
    private final String syntax;
    private final String sentence;
    private final boolean available;
    private final Effect effect;
    private final List<Parameter> parameters;

    /**
     * @param names imgproxy's name, then its aliases
     * @param syntax imgproxy's arguments, for the documentation
     * @param sentence what it does, for the documentation
     * @param effect reads imgproxy's arguments
     * @param parameters what the query language has for it
     */
    Option(List<String> names, String syntax, String sentence, Effect effect, Parameter... parameters) {
        this(names, syntax, sentence, true, effect, parameters);
    }

    private Option(
            List<String> names,
            String syntax,
            String sentence,
            boolean available,
            Effect effect,
            Parameter... parameters) {
        this.name = names.get(0);
        this.aliases = List.copyOf(names.subList(1, names.size()));
        this.syntax = syntax;
        this.sentence = sentence;
        this.available = available;
        this.effect = effect;
        this.parameters = List.of(parameters);
    }

    /** The same for imgproxy's language alone. */
    Option withoutParameters() {
        return new Option(names(), syntax, sentence, available, effect);
    }

    /** imgproxy's full name. */
    public String name() {
        return name;
    }

    /** imgproxy's short names. */
    public List<String> aliases() {
        return aliases;
    }

    /** The full name and the short ones. */
    public List<String> names() {
        List<String> names = new ArrayList<>(aliases);
        names.add(0, name);
        return names;
    }

    /** imgproxy's arguments as the documentation writes them. */
    public String syntax() {
        return syntax;
    }

    /** What it does, and what it accepts. */
    public String sentence() {
        return sentence;
    }

    /** The query parameters of the same meaning; empty when that language has none. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Does what imgproxy's form of this option says.
     *
     * @param writtenName how the URL called it, for the refusal
     * @param arguments what followed, in order; at least one, which may be empty
     * @throws ImageException an argument is not accepted
     */
    public void apply(String writtenName, List<String> arguments, RequestBuilder to) throws ImageException {
        to.refuseForbidden(this, writtenName);
        to.vet(this, writtenName, arguments);
        effect.apply(new Arguments(writtenName, arguments), to);
    }

    /** An option that imgproxy has and this product has not; {@code why} completes "is not available here: …". */
    static Option absent(List<String> names, String syntax, String why) {
        return new Option(names, syntax, why, false, (arguments, to) -> {
            throw new ImageException(
                    Problem.UNKNOWN_OPTION, arguments.named() + " is not available here: " + why + ".");
        });
    }

    /** Whether it can be used; else {@link #sentence} says why not. */
    public boolean available() {
        return available;
    }

    /** What imgproxy's form of an option does. */
    @FunctionalInterface
    interface Effect {
        void apply(Arguments arguments, RequestBuilder to) throws ImageException;
    }
}
