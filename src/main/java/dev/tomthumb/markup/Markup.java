package dev.tomthumb.markup;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes pictures onto pages. Nothing that a visitor or a database brings along breaks a page: what is missing or must
 * not be written is a grey box and a line in the log. A mistake of the page's author is refused.
 *
 * <p>What has been written is remembered as long as its originals are as they were. Safe for all threads.
 */
public final class Markup implements AutoCloseable {
    /** The servlet context's attribute under which it stands. */
    public static final String ATTRIBUTE = "dev.tomthumb.markup.Markup";

    private static final Logger LOG = System.getLogger(Markup.class.getName());
    private static final int REMEMBERED = 8192;
    private static final int SAID = 4096;
    /** A format by what the picture is like. */
    private static final String BEST = "best";
    /** What a source of a picture has from it where it says nothing of its own. */
    private static final List<String> INHERITED = List.of("tags", "cache_tags", "expires", "quality", "q");

    private final MarkupConfig config;
    private final Originals originals;
    private final InstantSource clock;
    private final Urls urls;
    /** Of this application's own files, as they are. */
    private final Urls own;

    private final Memo<Key, Prepared> prepared = new Memo<>(REMEMBERED);
    private final Memo<String, Boolean> said = new Memo<>(SAID);

    /**
     * @param originals who knows about originals; closed with this
     * @param clock the time, for URLs that end
     */
    public Markup(MarkupConfig config, Originals originals, InstantSource clock) {
        this.config = config;
        this.originals = originals;
        this.clock = clock;
        this.urls = new Urls(config, clock);
        this.own = new Urls(MarkupConfig.withoutRenditions(config.site()), clock);
    }

    /** What decides about a text beside the originals. */
    private record Key(String what, String page, Picture picture, List<Picture> sources, String ends) {}

    private record Told(Question question, Answer answer) {}

    /** A text, a size, and what they were made from. */
    private record Prepared(String text, Optional<Size> size, List<Told> told) {}

    @FunctionalInterface
    private interface Making {
        Prepared make(Asker asker) throws ImageException;
    }

    /** Asks, and remembers what was answered. */
    private final class Asker {
        private final PageBudget budget;
        private final List<Told> told = new ArrayList<>();

        Asker(PageBudget budget) {
            this.budget = budget;
        }

        Answer ask(Question question) {
            Answer answer = budget.settled(originals.about(question));
            told.add(new Told(question, answer));
            return answer;
        }

        Prepared done(String text, Optional<Size> size) {
            return new Prepared(text, size, List.copyOf(told));
        }
    }

    /** A new page's budget. */
    public PageBudget pageBudget() {
        return new PageBudget(config.budget(), System::nanoTime);
    }

    /** How an original is asked about; empty for what is none here. */
    public Optional<Question> question(String src, Placeholder placeholder) {
        Src read = Src.of(src, "/", urls::named);
        return read instanceof Src.Local || read instanceof Src.Named
                ? Optional.of(urls.question(read, placeholder))
                : Optional.empty();
    }

    /** What is known of an original now: see {@link Originals#about}. */
    public Answer about(Question question) {
        return originals.about(question);
    }

    /**
     * The URL of a picture; not escaped for HTML. Empty for what must not be written.
     *
     * @throws ImageException an attribute that is not accepted; names it
     */
    public String url(Picture picture, Place place) throws ImageException {
        return prepared("url", picture, List.of(), place, asker -> {
                    Src src = src(picture, place);
                    Wish wish = wish(picture, src);
                    if (src instanceof Src.Foreign foreign) {
                        return asker.done(foreign.url(), Optional.empty());
                    }
                    if (src instanceof Src.Refused) {
                        return asker.done("", Optional.empty());
                    }
                    Urls writing = originals.areElsewhere()
                            ? writing(asker.ask(urls.question(src, Placeholder.NONE)), src, place)
                            : urls;
                    return asker.done(
                            writing.made(src, wish.parameters(), Optional.empty())
                                    .url(),
                            Optional.empty());
                })
                .text();
    }

    /**
     * The srcset of a picture; not escaped for HTML. Empty if there is nothing to choose from.
     *
     * @throws ImageException an attribute that is not accepted; names it
     */
    public String srcset(Picture picture, Place place) throws ImageException {
        return prepared("srcset", picture, List.of(), place, asker -> {
                    Src src = src(picture, place);
                    Wish wish = wish(picture, src);
                    if (src instanceof Src.Foreign || src instanceof Src.Refused) {
                        return asker.done("", Optional.empty());
                    }
                    Answer answer = asker.ask(urls.question(src, Placeholder.NONE));
                    Candidates candidates =
                            Candidates.of(writing(answer, src, place), src, wish, wish.parameters(), facts(answer));
                    return asker.done(candidates.srcset().orElse(""), Optional.empty());
                })
                .text();
    }

    /**
     * The size of a picture in CSS pixels; empty while its original is not known.
     *
     * @throws ImageException an attribute that is not accepted; names it
     */
    public Optional<Size> size(Picture picture, Place place) throws ImageException {
        return prepared("size", picture, List.of(), place, asker -> {
                    Src src = src(picture, place);
                    Wish wish = wish(picture, src);
                    if (src instanceof Src.Foreign || src instanceof Src.Refused) {
                        return asker.done("", Optional.empty());
                    }
                    Optional<OriginalFacts> facts = facts(asker.ask(urls.question(src, Placeholder.NONE)));
                    return asker.done(
                            "", urls.made(src, wish.parameters(), facts).shown());
                })
                .size();
    }

    /**
     * An img element.
     *
     * @throws ImageException an attribute that is not accepted; names it
     */
    public String img(Picture picture, Place place) throws ImageException {
        altless(picture, place);
        return prepared("img", picture, List.of(), place, asker -> {
                    Src src = src(picture, place);
                    return asker.done(img(picture, src, wish(picture, src), true, asker, place), Optional.empty());
                })
                .text();
    }

    /**
     * A picture element.
     *
     * @param sources for some screens ({@code media}), in order; an empty {@code src} is that of {@code picture}
     * @throws ImageException an attribute that is not accepted; names it
     */
    public String picture(Picture picture, List<Picture> sources, Place place) throws ImageException {
        altless(picture, place);
        return prepared("picture", picture, List.copyOf(sources), place, asker -> {
                    Src src = src(picture, place);
                    Wish wish = wish(picture, src);
                    String img = img(picture, src, wish, sources.isEmpty(), asker, place);
                    if (!(src instanceof Src.Local || src instanceof Src.Named)) {
                        return asker.done(img, Optional.empty());
                    }
                    List<String> written = new ArrayList<>();
                    for (Picture source : sources) {
                        sources(inheriting(source, picture), wish, asker, place, written);
                    }
                    Answer answer = asker.ask(urls.question(src, Placeholder.NONE));
                    if (answer instanceof Answer.Missing && !config.standIns()) {
                        return asker.done(img, Optional.empty());
                    }
                    inFormats(writing(answer, src, place), src, wish, wish, answer, written);
                    return asker.done(Elements.picture(written, img), Optional.empty());
                })
                .text();
    }

    private static Picture inheriting(Picture source, Picture picture) {
        Map<String, String> attributes = new LinkedHashMap<>(source.attributes());
        for (String name : INHERITED) {
            String inherited = picture.attributes().get(name);
            if (inherited != null) {
                attributes.putIfAbsent(name, inherited);
            }
        }
        return new Picture(source.src().isBlank() ? picture.src() : source.src(), attributes);
    }

    private void sources(Picture source, Wish of, Asker asker, Place place, List<String> written)
            throws ImageException {
        Src src = src(source, place);
        Wish wish = wish(source, src);
        if (!(src instanceof Src.Local || src instanceof Src.Named)) {
            return;
        }
        Answer answer = asker.ask(urls.question(src, Placeholder.NONE));
        Urls writing = writing(answer, src, place);
        inFormats(writing, src, wish, of, answer, written);
        Candidates candidates = Candidates.of(writing, src, wish, wish.parameters(), facts(answer));
        Box box = Box.of(wish, answer, writing.renders());
        written.add(Elements.source(candidates, sizes(wish, of), wish.own("media"), Optional.empty(), box));
    }

    /** One source for every format beside the one that is asked for. */
    private void inFormats(Urls writing, Src src, Wish wish, Wish of, Answer answer, List<String> written)
            throws ImageException {
        if (!writing.renders() || wish.parameters().containsKey("fm")) {
            return;
        }
        Optional<OriginalFacts> facts = facts(answer);
        Box box = Box.of(wish, answer, writing.renders());
        for (ImageFormat format : formats(of, facts)) {
            Map<String, String> parameters = new LinkedHashMap<>(wish.parameters());
            parameters.put("fm", format.extension());
            Candidates candidates = Candidates.of(writing, src, wish, parameters, facts);
            written.add(Elements.source(candidates, sizes(wish, of), wish.own("media"), Optional.of(format), box));
        }
    }

    private static Optional<String> sizes(Wish wish, Wish of) {
        return wish.own("sizes").or(() -> of.own("sizes"));
    }

    /** A drawing stays one, and what moves goes on moving. */
    private List<ImageFormat> formats(Wish wish, Optional<OriginalFacts> facts) throws ImageException {
        Optional<String> named = wish.own("formats");
        List<ImageFormat> formats = new ArrayList<>();
        if (named.isEmpty()) {
            formats.addAll(config.newer());
        } else if (!named.get().equals("none")) {
            for (String word : named.get().split("[\\s,]+")) {
                formats.add(ImageFormat.named(word)
                        .filter(config.formats()::contains)
                        .orElseThrow(
                                () -> Wish.refused("formats", word, "none, or those written here: " + writable())));
            }
        }
        boolean drawing =
                facts.filter(original -> original.format() == ImageFormat.SVG).isPresent();
        boolean moves =
                facts.filter(original -> original.format() == ImageFormat.GIF).isPresent();
        return formats.stream()
                .filter(format -> !drawing && (!moves || format.canAnimate()))
                .toList();
    }

    private String writable() {
        return String.join(
                ", ",
                config.formats().stream().map(ImageFormat::extension).sorted().toList());
    }

    /** @param alone whether the element has no sources beside it, whose boxes may be others */
    private String img(Picture picture, Src src, Wish wish, boolean alone, Asker asker, Place place)
            throws ImageException {
        Placeholder placeholder = wish.placeholder();
        if (src instanceof Src.Foreign foreign) {
            return Elements.foreign(foreign.url(), wish);
        }
        if (src instanceof Src.Refused refused) {
            once(
                    "refused " + picture.src(),
                    "The page " + place.path() + " has a picture whose src " + UrlText.quoted(picture.src())
                            + " is not written; a grey box stands there. " + refused.why());
            return Elements.nothing(wish);
        }
        Answer answer = asker.ask(urls.question(src, placeholder));
        if (answer instanceof Answer.Missing && !config.standIns()) {
            once(
                    "missing " + picture.src(),
                    "The page " + place.path() + " has a picture whose original " + UrlText.quoted(picture.src())
                            + " is missing; a grey box stands there." + contextInside(picture.src()));
            return Elements.nothing(wish);
        }
        String hint = answer instanceof Answer.Untold ? contextInside(picture.src()) : "";
        if (!hint.isEmpty()) {
            once(
                    "context " + picture.src(),
                    "The page " + place.path() + " has a picture, src " + UrlText.quoted(picture.src())
                            + ", of which nothing is known." + hint);
        }
        Optional<OriginalFacts> facts = facts(answer);
        Urls writing = writing(answer, src, place);
        Box box = Box.of(wish, answer, writing.renders());
        return Elements.img(
                Candidates.of(writing, src, wish, wish.parameters(), facts),
                wish,
                facts,
                alone ? box : box.withoutStyle());
    }

    /** What the other application does not serve this one does, as it did before there was another. */
    private Urls writing(Answer answer, Src src, Place place) {
        if (!(answer instanceof Answer.Unserved) || !(src instanceof Src.Local local)) {
            return urls;
        }
        String directory = local.path().substring(0, local.path().lastIndexOf('/') + 1);
        boolean made = !local.query().isEmpty();
        once(
                "unserved " + (made ? local.path() : directory),
                "The page " + place.path() + " has a picture, src " + UrlText.quoted(local.path()) + ", that "
                        + config.base()
                        + " (tomthumb.tags.server) does not serve: its original stands there instead. "
                        + (made
                                ? "What a page makes has other sizes only where Tomthumb's own jar is in the site."
                                : "A line for " + UrlText.quoted(config.pathPrefix() + directory)
                                        + " in tomthumb.mounts of that application gives it other sizes. This is said once"
                                        + " for " + UrlText.quoted(directory) + "."));
        return own;
    }

    /** The commonest mistake has a hint. */
    private String contextInside(String src) {
        return !config.site().isEmpty() && src.startsWith(config.site() + "/")
                ? " Leave out the context path " + config.site() + ": it is added by the tag."
                : "";
    }

    private static Optional<OriginalFacts> facts(Answer answer) {
        return answer instanceof Answer.Known known ? Optional.of(known.facts()) : Optional.empty();
    }

    private Src src(Picture picture, Place place) {
        return Src.of(picture.src(), place.path(), urls::named);
    }

    private Wish wish(Picture picture, Src src) throws ImageException {
        Wish wish =
                Wish.of(picture.attributes(), src instanceof Src.Named, urls.words(), new Expiries(clock.instant()));
        wish.dropped()
                .ifPresent(tag -> once(
                        "tag " + tag,
                        "The picture with src " + UrlText.quoted(picture.src()) + " is written without the tag "
                                + UrlText.quoted(tag) + ", which is none, or one too many."));
        refuseUnwritable(wish.parameters().getOrDefault("fm", BEST));
        return wish;
    }

    /** Its URL would be a picture on no page. */
    private void refuseUnwritable(String format) throws ImageException {
        Optional<ImageFormat> named = ImageFormat.named(format);
        if (named.isPresent() && !config.formats().contains(named.get())) {
            throw Wish.refused("format", format, BEST + ", or those written here: " + writable());
        }
    }

    private Prepared prepared(String what, Picture picture, List<Picture> sources, Place place, Making making)
            throws ImageException {
        Key key = new Key(what, relative(picture, sources) ? place.path() : "", picture, sources, ends(picture));
        Optional<Prepared> before = prepared.get(key);
        if (before.isPresent() && holds(before.get(), place)) {
            return before.get();
        }
        Prepared made = making.make(new Asker(place.budget()));
        prepared.put(key, made);
        return made;
    }

    private boolean holds(Prepared before, Place place) {
        for (Told told : before.told()) {
            if (!place.budget().settled(originals.about(told.question())).equals(told.answer())) {
                return false;
            }
        }
        return true;
    }

    private static boolean relative(Picture picture, List<Picture> sources) {
        return !picture.src().startsWith("/")
                || sources.stream().anyMatch(source -> !source.src().startsWith("/"));
    }

    private String ends(Picture picture) throws ImageException {
        String expires = picture.attributes().get("expires");
        return expires == null || expires.isBlank() ? "" : new Expiries(clock.instant()).end(expires);
    }

    private void altless(Picture picture, Place place) {
        if (!picture.attributes().containsKey("alt")) {
            once(
                    "alt " + place.path() + " " + picture.src(),
                    "The page " + place.path() + " has a picture without alt, src " + UrlText.quoted(picture.src())
                            + "; alt=\"\" says that it is an ornament.");
        }
    }

    private void once(String what, String sentence) {
        if (said.isNew(what, true)) {
            LOG.log(Level.WARNING, sentence);
        }
    }

    /** Ends who is asked about originals. */
    @Override
    public void close() {
        originals.close();
    }
}
