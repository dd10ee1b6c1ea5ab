package dev.tomthumb.markup;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.query.QueryWords;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A picture's attributes, sorted: options, what is ours, and what is HTML. */
final class Wish {
    /** Attributes that say how the element is written and not how the picture is made. */
    static final Set<String> OWN = Set.of(
            "widths", "densities", "sizes", "loading", "decoding", "placeholder", "formats", "media", "alt", "expires");
    /** What HTML means by it is what a page's author means; imgproxy's option is {@code st} as well. */
    private static final Set<String> HTML = Set.of("style");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]*");
    /** The only option whose empty value says something. */
    private static final String SAVED = "dl";

    private static final String TAGS = "tags";

    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> own = new LinkedHashMap<>();
    private final Map<String, String> html = new LinkedHashMap<>();
    private Optional<String> dropped = Optional.empty();

    private Wish() {}

    /** Whether {@code name} is an option's or one of {@link #OWN}. */
    static boolean isOurs(String name) {
        return OWN.contains(name) || isOption(name);
    }

    /** Whether {@code name} is an option's and no attribute of HTML. */
    static boolean isOption(String name) {
        return !HTML.contains(name) && !OWN.contains(name) && QueryWords.knows(name);
    }

    /**
     * @param byAddress whether the original is named by its address, so that imgproxy's language says what the query
     *     language has no words for
     * @throws ImageException naming the attribute and what it takes
     */
    static Wish of(Map<String, String> attributes, boolean byAddress, QueryWords words, Expiries expiries)
            throws ImageException {
        Wish wish = new Wish();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            wish.sort(attribute.getKey(), attribute.getValue(), words, expiries);
        }
        if (byAddress) {
            wish.options.forEach((name, value) -> wish.parameters.put(QueryWords.parameter(name), value));
        } else {
            wish.parameters.putAll(words.parameters(wish.options));
        }
        return wish;
    }

    private void sort(String name, String value, QueryWords words, Expiries expiries) throws ImageException {
        if (!NAME.matcher(name).matches()) {
            throw new ImageException(Problem.BAD_OPTION, UrlText.quoted(name) + " cannot be the name of an attribute.");
        }
        String ours = Picture.name(name);
        if (!ours.equals(name)) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "the attribute " + ours + " is given twice, once as " + name + "; once is accepted.");
        }
        if (name.equals("expires")) {
            if (!value.isBlank()) {
                option(name, expiries.end(value), words);
            }
        } else if (OWN.contains(name)) {
            own.put(name, value.strip());
        } else if (!isOption(name)) {
            html.put(name, value);
        } else if (name.equals(TAGS)) {
            tags(value, words);
        } else if (!value.isBlank() || name.equals(SAVED)) {
            option(name, value.strip(), words);
        }
    }

    /** Tags come from data: one that cannot be a tag shall not break the page. */
    private void tags(String value, QueryWords words) {
        String kept = "";
        for (String tag : value.strip().split("[\\s,]+")) {
            String more = kept.isEmpty() ? tag : kept + "," + tag;
            if (!tag.isEmpty() && isAccepted(TAGS, more, words)) {
                kept = more;
            } else if (!tag.isEmpty()) {
                dropped = dropped.or(() -> Optional.of(tag));
            }
        }
        if (!kept.isEmpty()) {
            options.put(TAGS, kept);
        }
    }

    private static boolean isAccepted(String name, String value, QueryWords words) {
        try {
            words.apply(name, value, words.builder());
            return true;
        } catch (ImageException refusal) {
            return false;
        }
    }

    /** The first tag that is none, or one too many. */
    Optional<String> dropped() {
        return dropped;
    }

    private void option(String name, String value, QueryWords words) throws ImageException {
        try {
            words.apply(name, value, words.builder());
        } catch (ImageException refusal) {
            throw of(name, refusal);
        }
        switch (name) {
            case "resize", "rs" -> parts(value, "resizing_type", "w", "h", "enlarge", "extend");
            case "size", "s" -> parts(value, "w", "h", "enlarge", "extend");
            default -> options.put(name, value);
        }
    }

    /** An option that is several, whose sides other widths are made from. Nothing and 0 leave what applies anyway. */
    private void parts(String value, String... names) {
        String[] arguments = value.split(":", names.length);
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].isEmpty() && !arguments[i].equals("0")) {
                options.put(names[i], arguments[i]);
            }
        }
    }

    /** The refusal of an attribute. */
    static ImageException of(String attribute, ImageException refusal) {
        return new ImageException(
                refusal.problem(), "the attribute " + attribute + " is not accepted. " + refusal.getMessage(), refusal);
    }

    /** The refusal of an attribute of ours. */
    static ImageException refused(String attribute, String value, String accepted) {
        return new ImageException(
                Problem.BAD_OPTION,
                "the attribute " + attribute + " does not accept " + UrlText.quoted(value) + "; it takes " + accepted
                        + ".");
    }

    /** Options as parameters of a query; by address, also by imgproxy's names. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** One of ours; empty if it is not given or blank. */
    Optional<String> own(String name) {
        return Optional.ofNullable(own.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether it is given, blank or not. */
    Optional<String> alt() {
        return Optional.ofNullable(own.get("alt"));
    }

    /** What is written as it is. */
    Map<String, String> html() {
        return html;
    }

    /** A side in CSS pixels, if there is one and it is a plain number. */
    OptionalInt side(String parameter) {
        String text = parameters.getOrDefault(parameter, "");
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** @throws ImageException it is none */
    Placeholder placeholder() throws ImageException {
        String word = own("placeholder").orElse("none");
        return Placeholder.of(word)
                .orElseThrow(() -> refused("placeholder", word, "color, tiny, blurhash, thumbhash or none"));
    }
}
