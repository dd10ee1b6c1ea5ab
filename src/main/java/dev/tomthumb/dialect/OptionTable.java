package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything one can ask for, once: both dialects read it, the writers and the documentation too. Another option is
 * another row of its family.
 *
 * <p>Names, arguments and empty-argument rules are imgproxy's (features, sections 4 and 5); parameters are named as
 * imgix names them where it has one, else as imgproxy does.
 */
public final class OptionTable {
    private static final OptionTable STANDARD = new OptionTable(
            Stream.of(
                            SizeRows.rows(),
                            CutRows.rows(),
                            EffectRows.rows(),
                            SpaceRows.rows(),
                            WatermarkRows.rows(),
                            OutputRows.rows(),
                            ReadingRows.rows(),
                            DeliveryRows.rows(),
                            AbsentRows.rows())
                    .flatMap(List::stream)
                    .toList(),
            "docs/options.md",
            true);
    private static final OptionTable INFO = new OptionTable(InfoRows.rows(STANDARD.byName), "docs/info.md", false);

    private final List<Option> options;
    private final Map<String, Option> byName = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    private final String page;
    private final boolean chains;

    /**
     * @param page of the documentation
     * @param chains whether options may begin another pass over the picture
     */
    private OptionTable(List<Option> rows, String page, boolean chains) {
        this.page = page;
        this.chains = chains;
        options = List.copyOf(rows);
        for (Option option : options) {
            option.names().forEach(name -> enter(byName, name, option));
            option.parameters().forEach(parameter -> enter(parameters, parameter.name(), parameter));
        }
    }

    private static <T> void enter(Map<String, T> into, String name, T row) {
        if (into.put(name, row) != null) {
            throw new IllegalStateException("two rows of the option table are called " + name);
        }
    }

    /** The options of this version. */
    public static OptionTable standard() {
        return STANDARD;
    }

    /** What imgproxy Pro's info endpoint can be asked, in its language alone. */
    public static OptionTable info() {
        return INFO;
    }

    /** The page of the documentation that lists the rows. */
    public String page() {
        return page;
    }

    /** Whether options may begin another pass over the picture. */
    boolean chains() {
        return chains;
    }

    /** The rows, in the order of the documentation. */
    public List<Option> options() {
        return options;
    }

    /** The query parameter of that name; case matters. */
    public Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The imgproxy option of that name or alias, if there is one; case matters. */
    public Optional<Option> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The imgproxy option of that name or alias.
     *
     * @throws ImageException {@link Problem#UNKNOWN_OPTION}, with the nearest known name
     */
    public Option named(String name) throws ImageException {
        return find(name)
                .orElseThrow(() -> new ImageException(
                        Problem.UNKNOWN_OPTION,
                        "Unknown option " + UrlText.quoted(name)
                                + Nearest.advice(name, byName.keySet(), List.of("those of " + page))));
    }
}
