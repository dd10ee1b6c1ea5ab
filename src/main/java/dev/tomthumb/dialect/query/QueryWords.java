package dev.tomthumb.dialect.query;

import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Parameter;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options by any of their names, those of imgproxy's language included, as parameters of a query. */
public final class QueryWords {
    private static final OptionTable TABLE = OptionTable.standard();
    private static final SourceRef ANY = new SourceRef("webapp", "/any.jpg");
    /** Long names whose parameter reads the same texts. */
    private static final Map<String, String> SAME =
            Map.of("width", "w", "height", "h", "quality", "q", "format", "fm", "cache_tags", "tags");

    private final OptionRules rules;
    private final SourceReader sources;

    /**
     * @param rules what options may do, and the presets there are
     * @param sources reads sources that options name
     */
    public QueryWords(OptionRules rules, SourceReader sources) {
        this.rules = rules;
        this.sources = sources;
    }

    /** Whether an option has this name: a parameter's, or imgproxy's long or short one. Case matters. */
    public static boolean knows(String name) {
        return TABLE.parameter(name).isPresent() || TABLE.find(name).isPresent();
    }

    /** All names that are {@linkplain #knows known}. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Option option : TABLE.options()) {
            option.parameters().forEach(parameter -> names.add(parameter.name()));
            names.addAll(option.names());
        }
        return names;
    }

    /** The first of these parameters that only signed URLs may have; empty if there is none. */
    public static Optional<String> onlySigned(Set<String> parameters) {
        return parameters.stream()
                .filter(name -> !TABLE.parameter(name).map(Parameter::bounded).orElse(true))
                .findFirst();
    }

    /** The parameter of that name, or of the option with that long name if it reads the same texts; else the name itself. */
    public static String parameter(String name) {
        return SAME.getOrDefault(name, name);
    }

    /**
     * The parameters that say what these options say together.
     *
     * @param options names that are {@linkplain #knows known}, and values, not percent-encoded; imgproxy's arguments are
     *     separated by colons
     * @throws ImageException a value that is not accepted, an option that is not allowed here, or one that the query
     *     language has no words for
     */
    public Map<String, String> parameters(Map<String, String> options) throws ImageException {
        Map<String, String> parameters = new LinkedHashMap<>();
        options.forEach((name, value) -> parameters.put(parameter(name), value));
        if (parameters.keySet().stream().allMatch(name -> TABLE.parameter(name).isPresent())) {
            return parameters;
        }
        RequestBuilder builder = builder();
        for (Map.Entry<String, String> option : options.entrySet()) {
            apply(option.getKey(), option.getValue(), builder);
        }
        ImageRequest image = builder.image(ANY);
        Delivery delivery = builder.delivery(Delivery.QUERY);
        boolean usual =
                image.equals(builder().image(ANY)) && delivery.equals(builder().delivery(Delivery.QUERY));
        return usual ? Map.of() : written(options.keySet(), image, delivery);
    }

    /**
     * Does what an option says, in the words of either language.
     *
     * @throws ImageException as {@link #of}
     */
    public void apply(String name, String value, RequestBuilder to) throws ImageException {
        Optional<Parameter> parameter = TABLE.parameter(SAME.getOrDefault(name, name));
        if (parameter.isPresent()) {
            parameter.get().apply(value, to);
        } else {
            Option option = TABLE.named(name);
            option.apply(name, List.of(value.split(":", -1)), to);
        }
    }

    private static Map<String, String> written(Set<String> names, ImageRequest image, Delivery delivery)
            throws ImageException {
        try {
            return QueryUrls.parameters(image, delivery);
        } catch (IllegalArgumentException wordless) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "The options " + String.join(", ", names) + " together are for originals by their address"
                            + " (s3://bucket/key): " + wordless.getMessage() + ".",
                    wordless);
        }
    }

    /** Takes what {@link #apply} says. */
    public RequestBuilder builder() {
        return new RequestBuilder(rules, sources);
    }

    /** imgproxy's force keeps the original's other side when one is not given; here it follows by aspect. */
    public static ImageRequest withoutOneSidedScale(ImageRequest image) {
        Resize resize = image.transform().resize();
        if (resize.mode() != Resize.Mode.FORCE
                || resize.width().isPresent() && resize.height().isPresent()) {
            return image;
        }
        return image.withTransform(image.transform().withResize(resize.withMode(Resize.Mode.FIT)));
    }
}
