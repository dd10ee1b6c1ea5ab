package dev.tomthumb;

import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.query.PathOriginals;
import dev.tomthumb.engine.IdentityMemo;
import dev.tomthumb.engine.ImageEngine;
import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.markup.Answer;
import dev.tomthumb.markup.InfoDocument;
import dev.tomthumb.markup.Memo;
import dev.tomthumb.markup.OriginalFacts;
import dev.tomthumb.markup.Placeholder;
import dev.tomthumb.markup.Question;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Sources;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What pages want to know of originals, through the product's own cache: a document about an original is a rendition of
 * it, kept with its validators, asked about again when it is stale, and purged with it.
 */
final class PageOriginals implements dev.tomthumb.markup.Originals {
    private static final Logger LOG = System.getLogger(PageOriginals.class.getName());

    /** Pages must not take the queue from visitors who wait for pictures. */
    private static final int MOST_PENDING = 32;

    private static final int REMEMBERED = 16_384;
    private static final int READ = 4096;

    private static final InfoSpec.BlurComponents BLUR = new InfoSpec.BlurComponents(4, 3);
    private static final int TINY_SIDE = 20;
    private static final int TINY_QUALITY = 40;

    private final ImageEngine engine;
    private final Names names;
    private final Predicate<SourceRef> mayBeMade;
    private final Predicate<SourceRef> unserved;
    private final Sources sources;
    private final ImageFormat tinyFormat;

    private final Memo<Question, Optional<Asked>> asked = new Memo<>(REMEMBERED);
    private final Memo<Question, Boolean> secret = new Memo<>(REMEMBERED);
    private final Memo<SourceRef, Boolean> said = new Memo<>(READ);
    private final IdentityMemo<byte[], OriginalFacts> read = new IdentityMemo<>(READ);
    private final IdentityMemo<byte[], String> uris = new IdentityMemo<>(READ);
    private final AtomicInteger pending = new AtomicInteger();

    /** Which original is meant: by a path of the site, or by an address that URLs may name. */
    record Names(PathOriginals paths, SourceReader addresses, Predicate<SourceRef> nameable) {
        Optional<SourceRef> of(Question question) {
            try {
                return question.isPath()
                        ? paths.original(question.original(), question.query())
                        : Optional.of(addresses.read(question.original())).filter(nameable);
            } catch (ImageException none) {
                return Optional.empty();
            }
        }
    }

    /** What the engine is asked: the document, and a picture where that is the placeholder. */
    private record Asked(Order document, Optional<Order> tiny) {}

    /**
     * @param mayBeMade whether the application may answer for an original that its source does not have
     * @param unserved whether an original that its source does not have is nobody's here, and perhaps another application's
     * @param writable formats that renditions can have
     */
    PageOriginals(
            ImageEngine engine,
            Names names,
            Predicate<SourceRef> mayBeMade,
            Predicate<SourceRef> unserved,
            Sources sources,
            Set<ImageFormat> writable) {
        this.engine = engine;
        this.names = names;
        this.mayBeMade = mayBeMade;
        this.unserved = unserved;
        this.sources = sources;
        this.tinyFormat = writable.contains(ImageFormat.WEBP) ? ImageFormat.WEBP : ImageFormat.JPEG;
    }

    @Override
    public Answer about(Question question) {
        Optional<Asked> ask = asked.get(question).orElseGet(() -> remembered(question));
        if (ask.isEmpty()) {
            return isServed(question) ? new Answer.Untold() : new Answer.Unserved();
        }
        if (secret.get(question).isPresent()) {
            return new Answer.Untold();
        }
        Optional<Outcome> document = lookup(ask.get().document());
        Optional<Outcome> tiny = ask.get().tiny().flatMap(this::lookup);
        boolean complete = document.isPresent() && (ask.get().tiny().isEmpty() || tiny.isPresent());
        return complete ? known(question, document.get(), tiny) : begun(question, ask.get());
    }

    /** Whether anything answers there; an address that may not be named here is none of a site's own pictures. */
    private boolean isServed(Question question) {
        return !question.isPath() || names.of(question).isPresent();
    }

    private Optional<Outcome> lookup(Order order) {
        return engine.lookup(order.image(), order.partition(), order.tags(), () -> Optional.of(order));
    }

    private Answer begun(Question question, Asked ask) {
        if (pending.incrementAndGet() > MOST_PENDING) {
            pending.decrementAndGet();
            return new Answer.Unknown();
        }
        CompletableFuture<Outcome> document = engine.produce(ask.document());
        CompletableFuture<Optional<Outcome>> tiny = ask.tiny().isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : engine.produce(ask.tiny().get()).thenApply(Optional::of);
        CompletableFuture<Answer> answer = document.thenCombine(tiny, (told, small) -> known(question, told, small))
                .exceptionally(
                        failure -> refused(failure, ask.document().image().source()))
                .whenComplete((told, failure) -> pending.decrementAndGet());
        return answer.isDone() ? answer.join() : new Answer.Pending(answer);
    }

    /**
     * What is no file, or no picture's, may be a picture that a servlet or a page makes: a visitor's own request gets that,
     * so it must not be called missing.
     */
    private Answer refused(Throwable failure, SourceRef original) {
        Throwable reason = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        Optional<Problem> problem =
                reason instanceof ImageException refusal ? Optional.of(refusal.problem()) : Optional.empty();
        boolean missing = problem.equals(Optional.of(Problem.ORIGINAL_MISSING));
        if (problem.filter(Problem::concernsOriginal).isPresent() && unserved.test(original)) {
            return new Answer.Unserved();
        }
        if ((missing || problem.equals(Optional.of(Problem.NOT_AN_IMAGE))) && mayBeMade.test(original)) {
            return new Answer.Untold();
        }
        if (missing) {
            return new Answer.Missing();
        }
        return problem.equals(Optional.of(Problem.OVERLOADED)) ? new Answer.Unknown() : unmeasured(original, reason);
    }

    /** An empty file, a page, a picture that is too large: the next page will know no more. */
    private Answer unmeasured(SourceRef original, Throwable reason) {
        if (said.isNew(original, true)) {
            LOG.log(
                    Level.WARNING,
                    "The size of the original " + UrlText.quoted(original.toString()) + " is not known: "
                            + Objects.toString(reason.getMessage(), reason.toString())
                            + " Pages have the width and height that they give themselves.");
        }
        return new Answer.Untold();
    }

    /** What its origin shows to single visitors only is told to nobody, and not asked about on every page. */
    private Answer known(Question question, Outcome document, Optional<Outcome> tiny) {
        Rendition rendition = document.rendition();
        if (rendition.visibility() == Visibility.PRIVATE) {
            secret.put(question, true);
            return new Answer.Untold();
        }
        try {
            OriginalFacts facts = read.of(
                    rendition.body(),
                    body -> InfoDocument.read(new String(body, StandardCharsets.UTF_8), question.placeholder()));
            return new Answer.Known(tiny.map(small ->
                            withPlaceholder(facts, uris.of(small.rendition().body(), this::uri)))
                    .orElse(facts));
        } catch (IllegalArgumentException withoutSize) {
            return new Answer.Untold();
        }
    }

    private String uri(byte[] body) {
        return "data:" + tinyFormat.mediaType() + ";base64,"
                + Base64.getEncoder().encodeToString(body);
    }

    private static OriginalFacts withPlaceholder(OriginalFacts facts, String text) {
        return new OriginalFacts(facts.size(), facts.orientation(), facts.format(), facts.alpha(), text);
    }

    private Optional<Asked> remembered(Question question) {
        // What the host application makes is made for a visitor's own request.
        Optional<Asked> ask = names.of(question)
                .filter(source -> !source.scheme().equals(Mount.DISPATCH))
                .map(source -> ask(source, question.placeholder()));
        asked.put(question, ask);
        return ask;
    }

    private Asked ask(SourceRef source, Placeholder placeholder) {
        Set<InfoSpec.Fact> facts = EnumSet.of(InfoSpec.Fact.FORMAT, InfoSpec.Fact.DIMENSIONS, InfoSpec.Fact.ALPHA);
        if (placeholder == Placeholder.COLOR) {
            facts.add(InfoSpec.Fact.AVERAGE);
        }
        if (placeholder == Placeholder.THUMBHASH) {
            facts.add(InfoSpec.Fact.THUMB_HASH);
        }
        Optional<InfoSpec.BlurComponents> blur =
                placeholder == Placeholder.BLURHASH ? Optional.of(BLUR) : Optional.empty();
        InfoSpec spec = new InfoSpec(facts, OptionalInt.empty(), blur, List.of());
        Optional<Order> tiny = placeholder == Placeholder.TINY
                ? Optional.of(order(source, tinyTransform(), tinyFile()))
                : Optional.empty();
        return new Asked(order(source, Transform.NONE, OutputSpec.telling(spec)), tiny);
    }

    private static Transform tinyTransform() {
        return Transform.NONE.withResize(
                new Resize(Resize.Mode.FIT, OptionalInt.of(TINY_SIDE), OptionalInt.of(TINY_SIDE), false, 1));
    }

    private OutputSpec tinyFile() {
        return new OutputSpec(Optional.of(tinyFormat), OptionalInt.of(TINY_QUALITY));
    }

    private Order order(SourceRef source, Transform transform, OutputSpec output) {
        return new Order(new ImageRequest(source, transform, output, Optional.empty()), Partition.SHARED, sources);
    }
}
