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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The parameters that say what an option says; none if it says what applies anyway.
     *
     * @param name one that is {@linkplain #knows known}
     * @param value not percent-encoded; imgproxy's arguments are separated by colons
     * @throws ImageException a value that is not accepted, an option that is not allowed here, or one that the query
     *     language has no words for
     */
    public Map<String, String> of(String name, String value) throws ImageException {
        String own = SAME.getOrDefault(name, name);
        Optional<Parameter> parameter = TABLE.parameter(own);
        if (parameter.isPresent()) {
            parameter.get().apply(value, builder());
            return Map.of(own, value);
        }
        RequestBuilder builder = builder();
        apply(name, value, builder);
        ImageRequest image = builder.image(ANY);
        Delivery delivery = builder.delivery(Delivery.QUERY);
        if (image.equals(builder().image(ANY)) && delivery.equals(builder().delivery(Delivery.QUERY))) {
            return Map.of();
        }
        return written(name, image, delivery);
    }

    /** Whether imgproxy's language at least has words for it. */
    public boolean accepts(String name, String value) {
        try {
            apply(name, value, builder());
            return true;
        } catch (ImageException refused) {
            return false;
        }
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

    private static Map<String, String> written(String name, ImageRequest image, Delivery delivery)
            throws ImageException {
        try {
            return QueryUrls.parameters(image, delivery);
        } catch (IllegalArgumentException wordless) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "The option \"" + name + "\" is for originals by their address (s3://bucket/key): "
                            + wordless.getMessage() + ".",
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
