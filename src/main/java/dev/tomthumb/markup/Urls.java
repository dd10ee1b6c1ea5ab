package dev.tomthumb.markup;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.dialect.imgproxy.ImgproxyUrls;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryDialect;
import dev.tomthumb.dialect.query.QueryUrls;
import dev.tomthumb.dialect.query.QueryWords;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.geometry.ResultSize;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes URLs, and reads them again with the very dialect that will read them when they are asked for: so what is not
 * accepted is known before a page has it, and sizes are those of the pictures that will come.
 */
final class Urls {
    /** Stands for any file: what is asked of it does not depend on which one it is. */
    private static final String ANY = "/any.jpg";

    private static final String DPR = "dpr";

    /** What is left to everything in a URL but the original's address, which takes four characters for three bytes. */
    private static final int OPTIONS = 2048;

    private final MarkupConfig config;
    private final QueryUrls queryUrls;
    private final QueryUrls bare;
    private final QueryDialect delivered;
    private final QueryDialect exact;
    private final QueryWords words;
    private final Optional<ImgproxyUrls> imgproxyUrls;
    private final Optional<ImgproxyDialect> imgproxy;

    Urls(MarkupConfig config, InstantSource clock) {
        this.config = config;
        this.queryUrls = new QueryUrls(config.query());
        boolean signs = config.query().key().isPresent();
        QueryConfig anyFile = anyFile(signs ? SizeLadder.OFF : config.query().ladder());
        this.bare = new QueryUrls(anyFile);
        this.delivered = new QueryDialect(anyFile, clock);
        this.exact = new QueryDialect(anyFile(SizeLadder.OFF), clock);
        this.words = new QueryWords(config.query().options(), config.query().sources());
        this.imgproxyUrls = config.imgproxy().map(ImgproxyUrls::new);
        this.imgproxy = config.imgproxy().map(spoken -> new ImgproxyDialect(spoken, Optional.empty(), clock));
    }

    private QueryConfig anyFile(SizeLadder ladder) {
        QueryConfig query = config.query();
        return new QueryConfig(
                List.of(), true, Optional.empty(), ladder, query.maxUrlLength(), query.options(), query.sources());
    }

    /**
     * A URL and what comes of it.
     *
     * @param url not escaped for HTML
     * @param delivered the size of the picture in pixels; empty while the original is not known
     * @param shown the size that was asked for in CSS pixels, as far as the original gives it; empty likewise
     */
    record Made(String url, Optional<Size> delivered, Optional<Size> shown) {}

    /** Whether there are other pictures than the originals. */
    boolean renders() {
        return config.renders();
    }

    QueryWords words() {
        return words;
    }

    /** The widths that are offered where the author names none. */
    List<Integer> steps() {
        SizeLadder ladder = config.query().ladder();
        return (ladder.isOff() ? SizeLadder.DEFAULT : ladder).steps();
    }

    SourceRef named(String text) throws ImageException {
        if (config.imgproxy().isEmpty()) {
            throw new ImageException(
                    Problem.SOURCE_FORBIDDEN, "Originals cannot be named by their address here, only by a path.");
        }
        SourceRef source = config.imgproxy().get().sourceReader().read(text);
        if (!config.nameable().test(source)) {
            throw new ImageException(Problem.SOURCE_FORBIDDEN, "URLs may not name this original here.");
        }
        int bytes = source.toString().getBytes(StandardCharsets.UTF_8).length;
        int most = Math.max(0, config.imgproxy().get().maxUrlLength() - OPTIONS) / 4 * 3;
        if (bytes > most) {
            throw new ImageException(
                    Problem.INVALID_URL,
                    "The address has " + bytes + " bytes; one of more than " + most + " does not fit into a URL.");
        }
        return source;
    }

    /** How {@link Originals} are asked about it. */
    Question question(Src src, Placeholder placeholder) {
        if (src instanceof Src.Named named) {
            return new Question(named.source().toString(), "", placeholder);
        }
        Src.Local local = (Src.Local) src;
        return new Question(config.pathPrefix() + local.path(), local.query(), placeholder);
    }

    /**
     * @param src a local or a named one
     * @param parameters by the names of the query language, or imgproxy's for a named one
     * @throws ImageException these together are not accepted
     */
    Made made(Src src, Map<String, String> parameters, Optional<OriginalFacts> facts) throws ImageException {
        if (!config.renders() && src instanceof Src.Local local) {
            return new Made(
                    config.base() + queryUrls.url(local.path(), local.query(), Map.of()),
                    Optional.empty(),
                    Optional.empty());
        }
        return src instanceof Src.Named named
                ? byAddress(named.source(), parameters, facts)
                : byPath((Src.Local) src, parameters, facts);
    }

    private Made byPath(Src.Local src, Map<String, String> parameters, Optional<OriginalFacts> facts)
            throws ImageException {
        refuseWithoutKey(parameters);
        String url = config.base() + queryUrls.url(config.pathPrefix() + src.path(), src.query(), parameters);
        Map<String, String> single = new LinkedHashMap<>(parameters);
        single.remove(DPR);
        return new Made(url, size(meaning(delivered, parameters), facts), size(meaning(exact, single), facts));
    }

    /** As the dialect would, by the name that the page's author has written. */
    private void refuseWithoutKey(Map<String, String> parameters) throws ImageException {
        boolean anything =
                config.query().key().isPresent() || config.query().ladder().isOff();
        Optional<String> refused = anything ? Optional.empty() : QueryWords.onlySigned(parameters.keySet());
        if (refused.isPresent()) {
            String key = SettingTable.QUERY_KEY.name();
            throw new ImageException(
                    Problem.BAD_SIGNATURE,
                    "the attribute " + refused.get() + " needs the setting " + key
                            + ", a key of your own with which the URLs"
                            + " of pages are signed; in unsigned URLs anybody could have any number of pictures made.");
        }
    }

    private Optional<ImageRequest> meaning(QueryDialect dialect, Map<String, String> parameters) throws ImageException {
        String url = bare.url(ANY, parameters);
        String query = url.substring(Math.min(url.length(), ANY.length() + 1));
        return dialect.parse(new RequestUrl(ANY, ANY, query)).map(ParsedUrl::image);
    }

    private Made byAddress(SourceRef source, Map<String, String> parameters, Optional<OriginalFacts> facts)
            throws ImageException {
        RequestBuilder builder = words.builder();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            words.apply(parameter.getKey(), parameter.getValue(), builder);
        }
        ImageRequest image = QueryWords.withoutOneSidedScale(builder.image(source));
        String url = written(new ParsedUrl(image, builder.delivery(Delivery.IMGPROXY)));
        String path = UrlText.decoded(url).orElse(url);
        Optional<ImageRequest> read =
                imgproxy.orElseThrow().parse(new RequestUrl(path, url, "")).map(ParsedUrl::image);
        return new Made(config.base() + url, size(read, facts), size(Optional.of(atOnce(image)), facts));
    }

    /** Readable where nothing in it needs an escape, which proxies like to decode or to refuse. */
    private String written(ParsedUrl meant) throws ImageException {
        try {
            String plain = imgproxyUrls.orElseThrow().url(meant, ImgproxyUrls.SourceForm.PLAIN);
            return plain.indexOf('%') < 0
                    ? plain
                    : imgproxyUrls.orElseThrow().url(meant, ImgproxyUrls.SourceForm.BASE64);
        } catch (IllegalArgumentException wordless) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "For an original by its address there are no words for this: " + wordless.getMessage() + ".",
                    wordless);
        }
    }

    private static ImageRequest atOnce(ImageRequest image) {
        Transform transform = image.transform();
        Resize asked = transform.resize();
        Resize single = new Resize(
                asked.mode(),
                asked.width(),
                asked.height(),
                asked.enlarge(),
                1,
                asked.zoomX(),
                asked.zoomY(),
                asked.minWidth(),
                asked.minHeight(),
                asked.kernel());
        return image.withTransform(transform.withResize(single));
    }

    /** @param image what is made; empty = the original as it is */
    private Optional<Size> size(Optional<ImageRequest> image, Optional<OriginalFacts> facts) {
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        OriginalFacts original = facts.get();
        if (image.isEmpty() || image.get().output().verbatim()) {
            return Optional.of(original.size());
        }
        ImageRequest made = image.get();
        boolean other = !made.then().isEmpty()
                || made.reading().page().orElse(0) > 0
                || made.reading().pages().orElse(1) > 1
                || made.reading().unprocessed().contains(original.format());
        if (other) {
            return Optional.empty();
        }
        return ResultSize.of(
                new ResultSize.Given(
                        original.stored(),
                        original.orientation(),
                        original.format() == ImageFormat.SVG,
                        config.upright(),
                        made.reading().limits().resultDimension().isPresent()
                                ? made.reading().limits().resultDimension()
                                : config.longest(),
                        made.output().format().orElse(original.format())),
                made.transform());
    }
}
