package dev.tomthumb.dialect;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what a URL's options say, in the order in which they stand: a later one overrides. What concerns pixels goes
 * to the current pass, everything else to the request. One parse, one thread.
 */
public final class RequestBuilder {
    /** Made once: it holds the names of all formats for its refusal. */
    private static final Reader<AskedFormat> EXTENSIONS = Readers.askedFormat();

    private final OptionRules rules;
    private final SourceReader sources;
    private final List<PassBuilder> passes = new ArrayList<>(List.of(new PassBuilder()));
    private final ReadingBuilder reading = new ReadingBuilder();
    private final OutputBuilder output = new OutputBuilder();
    private final InfoBuilder info = new InfoBuilder();
    private final DeliveryBuilder delivery = new DeliveryBuilder();
    private final Set<String> insidePresets = new HashSet<>();
    private Confinement confinement = Confinement.NONE;
    private int current;
    private Optional<String> version = Optional.empty();

    /**
     * @param rules what options may do
     * @param sources reads sources that options name
     */
    public RequestBuilder(OptionRules rules, SourceReader sources) {
        this.rules = rules;
        this.sources = sources;
    }

    /** From now on everything that does not stand in a preset is held to this. */
    public void confine(Confinement to) {
        confinement = to;
    }

    PassBuilder pass() {
        return passes.get(current);
    }

    ResizeBuilder resize() {
        return pass().resize;
    }

    EffectsBuilder effects() {
        return pass().effects;
    }

    WatermarkBuilder watermark() {
        return pass().watermark;
    }

    ReadingBuilder reading() {
        return reading;
    }

    OutputBuilder output() {
        return output;
    }

    InfoBuilder info() {
        return info;
    }

    DeliveryBuilder response() {
        return delivery;
    }

    OptionRules rules() {
        return rules;
    }

    void version(Optional<String> value) {
        version = value;
    }

    /** The source that an option names. */
    SourceRef source(String text) throws ImageException {
        return sources.read(text);
    }

    /** What follows is said about the result of what came before. */
    void nextPass() throws ImageException {
        if (insidePresets.isEmpty()) {
            confinement.vetPass();
        }
        current++;
        if (current < passes.size()) {
            return;
        }
        if (current >= rules.maxPasses()) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "The URL chains more than " + rules.maxPasses() + " pipelines, which is the most here.");
        }
        passes.add(new PassBuilder());
    }

    /**
     * Does what a preset says. Its first pipeline belongs to the current one, each that it chains to the next one there
     * is (imgproxy Pro's chained pipelines). A preset inside itself is skipped.
     *
     * @throws ImageException there is none of that name
     */
    public void preset(String name) throws ImageException {
        List<OptionCall> calls = rules.presets()
                .named(name)
                .orElseThrow(() -> new ImageException(
                        Problem.UNKNOWN_OPTION,
                        "There is no preset " + UrlText.quoted(name)
                                + Nearest.advice(name, rules.presets().names())));
        if (!insidePresets.add(name)) {
            return;
        }
        int begun = current;
        for (OptionCall call : calls) {
            call.apply(this);
        }
        current = begun;
        insidePresets.remove(name);
    }

    /**
     * Asks whether so many presets may be named at once.
     *
     * @throws ImageException they may not
     */
    public void vetPresets(int names) throws ImageException {
        confinement.vetPresets(names);
    }

    /** URLs may use what the operator allows; presets may use everything. */
    void refuseForbidden(Option option, String written) throws ImageException {
        if (insidePresets.isEmpty() && !rules.allows(option)) {
            throw new ImageException(
                    Problem.BAD_OPTION, "The option " + UrlText.quoted(written) + " is not among those allowed here.");
        }
    }

    /** Presets may use everything. */
    void vet(Option option, String written, List<String> arguments) throws ImageException {
        if (insidePresets.isEmpty()) {
            confinement.vet(option, written, arguments);
        }
    }

    void format(AskedFormat asked) {
        output.format(asked);
    }

    /**
     * The format that an extension asks for, which is stronger than every option. An original that is passed on as it is
     * has none.
     *
     * @throws ImageException no format has that extension
     */
    public void extension(String extension) throws ImageException {
        if (delivery.raw) {
            return;
        }
        AbsentRows.refuseFormat(extension);
        output.format(EXTENSIONS
                .read(extension)
                .orElseThrow(() -> new ImageException(
                        Problem.BAD_OPTION,
                        "The extension " + UrlText.quoted(extension) + " is not a format; it takes "
                                + EXTENSIONS.accepted() + ".")));
    }

    /** When the URL ends, if it says so. */
    public Optional<Instant> expires() {
        return delivery.expires;
    }

    /** The version alone, for an original that is sent as it is. */
    public Optional<String> version() {
        return version;
    }

    /**
     * The picture asked for so far; the original's own bytes when they are asked for as they are.
     *
     * @throws ImageException it is one of more than may be asked for
     */
    public ImageRequest image(SourceRef source) throws ImageException {
        if (delivery.raw) {
            return new ImageRequest(source, Transform.NONE, OutputSpec.VERBATIM, version);
        }
        List<Transform> asked = passes.stream()
                .map(PassBuilder::transform)
                .filter(pass -> !pass.equals(Transform.NONE))
                .toList();
        Transform first = asked.isEmpty() ? Transform.NONE : asked.get(0);
        List<Transform> then = asked.isEmpty() ? List.of() : asked.subList(1, asked.size());
        return confinement.held(new ImageRequest(source, reading.reading(), first, then, output.spec(), version));
    }

    /** What is to be told about the original, for options of {@link OptionTable#info()}. */
    public ImageRequest info(SourceRef source) {
        return new ImageRequest(
                source, reading.reading(), pass().transform(), List.of(), OutputSpec.telling(info.spec()), version);
    }

    /** What the URL says about the response. */
    public Delivery delivery(String dialect) {
        return delivery.delivery(dialect, output.isFormatOpen());
    }
}
