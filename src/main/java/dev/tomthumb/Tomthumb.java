package dev.tomthumb;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.ehcache.EhcacheOriginalCache;
import dev.tomthumb.cache.ehcache.EhcacheRenditionCache;
import dev.tomthumb.cache.ehcache.EhcacheResponseCache;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.AsyncMode;
import dev.tomthumb.config.DrainSettings;
import dev.tomthumb.config.OriginalSettings;
import dev.tomthumb.config.PathPattern;
import dev.tomthumb.config.ResponseSettings;
import dev.tomthumb.config.Secret;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SizeSettings;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.query.PathOriginals;
import dev.tomthumb.dialect.query.QueryDialect;
import dev.tomthumb.dialect.query.QueryUrls;
import dev.tomthumb.engine.ImageEngine;
import dev.tomthumb.engine.Keys;
import dev.tomthumb.engine.OriginalTrust;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.engine.StandIns;
import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.engine.warm.Warmer;
import dev.tomthumb.http.ClientHints;
import dev.tomthumb.http.ResponseHeaders;
import dev.tomthumb.markup.Markup;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.source.Sources;
import dev.tomthumb.upload.UploadCheck;
import dev.tomthumb.upload.UploadRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The product, put together: every part is built once, from the settings, in the order of {@link #open}; {@link #close}
 * undoes it in reverse. There is nothing else to find.
 */
public final class Tomthumb implements AutoCloseable {
    /** The servlet context's attribute under which a started product stands. */
    public static final String ATTRIBUTE = "dev.tomthumb.Tomthumb";

    private static final Logger LOG = System.getLogger(Tomthumb.class.getName());
    /** Working memory kept between renders: enough for some thumbnails at once, little beside any heap. */
    private static final long SCRATCH_BYTES = 32L << 20;

    private final Settings settings;
    private final Site site;
    private final InstantSource clock = InstantSource.system();
    private final EventHub events = new EventHub();
    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

    private final Codecs codecs;
    private final Optional<String> codecsLack;
    private final FallbackImage fallback;
    private final Originals originals;
    private final RenderPermits permits;
    private final SendingRoom sending;
    private final EhcacheRenditionCache cache;
    private final Optional<EhcacheOriginalCache> originalCache;
    private final Fleet fleet;
    private final ImageEngine engine;
    private final List<Dialect> dialects;
    private final Keys keys;
    private final VisitorUrls visitorUrls;
    private final Warming warming;
    private final Purges purges;
    private final QueryUrls queryUrls;
    private final TrialUrls trialUrls;
    private final ResponseHeaders headers;
    private final List<PathPattern> privatePaths;
    private final SignedPaths signedPaths;
    private final Negotiations negotiations;
    private final ResponseRules responseRules;
    private final Optional<HostResponses> responses;
    private final Markup markup;
    private final Draining draining;

    private Tomthumb(Settings settings, Site site) {
        this.settings = settings;
        this.site = site;
        try {
            signedPaths = SignedPaths.of(settings);
            ScratchPool scratch = opened(new ScratchPool(SCRATCH_BYTES));
            ProductCodecs product = opened(Rendering.codecs(settings, scratch));
            codecs = product.codecs();
            codecsLack = product.lack();
            fallback = FallbackImage.read(settings, codecs);
            originals = opened(new Originals(settings, site, fallback.inMemory(), events));
            Rendering rendering = new Rendering(settings, codecs);
            permits = new RenderPermits(settings.get(SettingTable.RENDER_MEMORY), settings.get(SettingTable.FETCHERS));
            sending = new SendingRoom(
                    settings.get(SettingTable.RENDER_MEMORY), settings.get(SettingTable.CACHE_MAX_HEAP_OBJECT), clock);
            cache = opened(new CacheSettings(settings, site).open(events, clock));
            originalCache = new CacheSettings(settings, site).openOriginals(events, clock);
            originalCache.ifPresent(this::opened);
            Renderer renderer = rendering.renderer(scratch);
            String fingerprint = rendering.fingerprint();
            keys = new Keys(fingerprint);
            fleet = opened(
                    Fleet.open(settings, new CacheSettings(settings, site).cluster(), fingerprint, site.name(), clock));
            engine = opened(new ImageEngine(
                    renderer,
                    permits,
                    cache,
                    fleet.renditions(),
                    new ImageEngine.OriginalsKept(
                            originalCache, OriginalTrust.upTo(settings.get(OriginalSettings.ORIGINALS_TTL))),
                    keys,
                    engineBounds(),
                    new FreshnessRules(
                            settings, () -> ThreadLocalRandom.current().nextDouble()),
                    events,
                    clock));
            if (settings.get(SettingTable.WARM_UP)) {
                opened(new WarmUp(codecs, renderer, permits, clock)).start();
            }
            Dialects spoken = new Dialects(settings, originals, clock);
            dialects = KnownUrls.over(spoken.all(), clock);
            warn(spoken);
            queryUrls = new QueryUrls(spoken.queryConfig());
            visitorUrls = new VisitorUrls(site);
            trialUrls = new TrialUrls(settings, spoken, visitorUrls, wanted(dialects));
            warming = new Warming(
                    settings,
                    visitorUrls,
                    wanted(dialects),
                    sources(),
                    keys,
                    engine,
                    () -> cache.lack().isEmpty());
            opened(warming.warmer());
            purges = new Purges(meanings(), fleet, this::forgotten, warming::makeAgain);
            opened(new Housekeeping(() -> {
                cache.tryTakeOver();
                originalCache.ifPresent(EhcacheOriginalCache::tryTakeOver);
                warming.warmer().resume();
            }));
            headers = ResponseHeaders.of(settings);
            privatePaths = settings.get(SettingTable.PRIVATE);
            negotiations = new Negotiations(settings, codecs.writable(), rendering.defaultQuality());
            responseRules = new ResponseRules(settings);
            draining = new Draining(
                    settings.get(DrainSettings.DRAIN_TIME), clock, () -> engine.working() + engine.queued());
            responses = responseRules.any() ? Optional.of(openResponses()) : Optional.empty();
            markup = opened(openMarkup(spoken));
            // Before anybody is served: what others purged while this node was down.
            fleet.start(this::forgotten);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
            close();
            throw failure;
        }
    }

    /** What keeps it from starting, all of it as far as it can be told. */
    private static IllegalStateException allMistakes(IllegalStateException first, Settings settings, Site site) {
        try (ScratchPool scratch = new ScratchPool(SCRATCH_BYTES);
                ProductCodecs plain = new ProductCodecs(false, 1, scratch)) {
            return StartMistakes.all(first, settings, site, Optional.of(plain.codecs()));
        }
    }

    /**
     * Starts the product.
     *
     * @throws IllegalStateException if a part cannot start, and whatever else is wrong with what settings name; what had
     *     started is closed again
     */
    public static Tomthumb open(Settings settings, Site site) {
        try {
            return new Tomthumb(settings, site);
        } catch (IllegalStateException mistake) {
            throw allMistakes(mistake, settings, site);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        closeables.push(part);
        return part;
    }

    private HostResponses openResponses() {
        EhcacheResponseCache kept = new CacheSettings(settings, site).openResponses(events, clock);
        HostResponses opened = opened(new HostResponses(
                kept,
                new HostResponses.Bounds(
                        Math.toIntExact(settings.get(ResponseSettings.RESPONSES_MAX_OBJECT)),
                        settings.get(ResponseSettings.RESPONSES_MAX_VARIANTS)),
                clock));
        opened(new Housekeeping(kept::tryTakeOver));
        return opened;
    }

    private boolean mayBeMade(SourceRef original) {
        return site.sources().get(original.scheme()) instanceof MaybeMade source && source.mayBeMade(original);
    }

    private Markup openMarkup(Dialects spoken) {
        PageOriginals known = new PageOriginals(
                engine,
                new PageOriginals.Names(
                        new PathOriginals(spoken.queryConfig()), spoken.sourceReader(), originals::mayBeNamed),
                this::mayBeMade,
                // The WAR's own files are no site's.
                original -> site.standalone() && original.scheme().equals(QueryDialect.WEBAPP),
                originals.sources(),
                codecs.writable());
        boolean standIns = !fallback.standIns(
                        new Delivery(Delivery.QUERY, Optional.empty(), List.of(), Optional.empty(), false))
                .originals()
                .isEmpty();
        return new Markup(
                new PageSettings(settings).here(visitorUrls.contextPath(), spoken, originals, codecs, standIns),
                known,
                clock);
    }

    private WantedUrls wanted(List<Dialect> spoken) {
        return new WantedUrls(spoken, new WantedUrls.Negotiator() {
            @Override
            public ImageRequest negotiated(ParsedUrl url, Optional<String> accept, ClientHints hints) {
                return negotiate(url, accept, () -> hints);
            }

            @Override
            public boolean hearsHints(ParsedUrl url) {
                return negotiations.hears(url);
            }
        });
    }

    private void warn(Dialects spoken) {
        StartWarnings.of(settings, codecs.writable()).forEach(sentence -> LOG.log(Level.WARNING, sentence));
        spoken.openToAll().ifPresent(sentence -> LOG.log(Level.WARNING, sentence));
    }

    /** URLs that have expired can be purged as well: in 1970 none had. */
    private PurgeMeanings meanings() {
        Dialects ageless = new Dialects(settings, originals, () -> Instant.EPOCH);
        return new PurgeMeanings(
                visitorUrls,
                wanted(ageless.all()),
                new PathOriginals(ageless.queryConfig()),
                ageless.sourceReader(),
                ageless.imgproxyPaths(),
                keys);
    }

    /** Renditions and answers of the host application that are forgotten. */
    private long forgotten(Invalidation what) {
        long answers = responses().map(kept -> kept.cache().invalidate(what)).orElse(0L);
        return engine.invalidate(what) + answers;
    }

    private ImageEngine.Bounds engineBounds() {
        return new ImageEngine.Bounds(
                settings.get(SettingTable.FETCHERS),
                settings.get(SettingTable.WORKERS),
                queueSize(),
                settings.get(SettingTable.TIMEOUT),
                settings.get(SettingTable.MAX_SRC_FILE_SIZE),
                settings.get(SizeSettings.MAX_VARIANTS));
    }

    /**
     * The request with its format chosen by what the asker takes, with what his hints say where the URL leaves it open,
     * and without what is the default anyway.
     *
     * @param hints read only where they are heard
     */
    public ImageRequest negotiate(ParsedUrl url, Optional<String> accept, Supplier<ClientHints> hints) {
        return negotiations.negotiate(url, accept.orElse(""), hints);
    }

    /** What may stand in for the original of a request with this delivery. */
    public StandIns standIns(Delivery delivery) {
        return fallback.standIns(delivery);
    }

    /** What requests in imgproxy's dialect must bring along; empty = nothing. */
    public Optional<Secret> imgproxySecret() {
        return settings.get(AnswerSettings.IMG_SECRET);
    }

    /** Paths of imgproxy's address space that tell whether pictures can be made, context path not included. */
    public Set<String> imgproxyHealthPaths() {
        Set<String> paths = new TreeSet<>();
        settings.get(SettingTable.IMG_PREFIX).ifPresent(prefix -> {
            String base = prefix.substring(0, prefix.length() - 1);
            paths.add(base + "/health");
            settings.get(AnswerSettings.IMG_HEALTH_PATH).ifPresent(path -> paths.add(base + path));
        });
        return Set.copyOf(paths);
    }

    /** How many renditions may wait to be made. */
    public int queueSize() {
        return Math.max(1, settings.get(SettingTable.QUEUE_SIZE));
    }

    /** Whether refusals are pages with everything the log says. */
    public boolean developmentErrors() {
        return settings.get(AnswerSettings.DEVELOPMENT_ERRORS);
    }

    /** URL languages in the order they are asked. */
    public List<Dialect> dialects() {
        return dialects;
    }

    /** Writes URLs of the query language, signed when a key is set. */
    public QueryUrls queryUrls() {
        return queryUrls;
    }

    /** Writes pictures onto pages: the way for the tag library and for host applications as well. */
    public Markup markup() {
        return markup;
    }

    /** Writes URLs in all languages for somebody who tries out what they do. */
    public TrialUrls trialUrls() {
        return trialUrls;
    }

    /** Lookup and production. */
    public ImageEngine engine() {
        return engine;
    }

    /** Forgets renditions: the way for host applications as well. */
    public Purges purges() {
        return purges;
    }

    /** Makes renditions nobody has asked for yet. */
    public Warmer warmer() {
        return warming.warmer();
    }

    /** Whether a text, as a visitor would ask or an access log has it, is the URL of a picture that is made here. */
    public boolean isPictureUrl(String text) {
        return warming.isPicture(text);
    }

    /** Counts a rendition that was sent, if popular ones are made again after a purge. */
    public void asked(ImageRequest image, Partition partition, Delivery delivery, Rendition rendition) {
        warming.asked(image, partition, delivery, rendition);
    }

    /** Where originals come from, for everybody. */
    public Sources sources() {
        return originals.sources();
    }

    /** What is kept. */
    public RenditionCache cache() {
        return cache;
    }

    /** What originals are kept in; empty = they are not. */
    public Optional<? extends OriginalCache> originalCache() {
        return originalCache;
    }

    /** Statistics of all caches, tier by tier: see {@link RenditionCache#statistics()}. */
    public Map<String, Map<String, Long>> cacheStatistics() {
        Map<String, Map<String, Long>> all = new TreeMap<>(cache.statistics());
        originalCache.ifPresent(kept -> all.putAll(kept.statistics()));
        all.putAll(fleet.statistics());
        return all;
    }

    /** What is shared with other nodes, in lines for operators; none for a node on its own. */
    public List<String> sharedFacts() {
        return fleet.facts();
    }

    /** What of it does not work at present; none while all does. */
    public List<String> sharedLacks() {
        return fleet.lacks();
    }

    /** What can be read and written here. */
    public Codecs codecs() {
        return codecs;
    }

    /** Why formats that the settings ask for are missing; empty if none are. */
    public Optional<String> codecsLack() {
        return codecsLack;
    }

    /**
     * Checks what visitors send to be stored: by {@link UploadRules#DEFAULT}, and nothing larger than what renditions are
     * made of. The way for host applications as well.
     */
    public UploadCheck uploads() {
        UploadRules usual = UploadRules.DEFAULT;
        UploadRules rules = usual.withMaxBytes(Math.min(usual.maxBytes(), maxOriginalBytes()))
                .withMaxPixels(Math.min(usual.maxPixels(), settings.get(SettingTable.MAX_SRC_RESOLUTION)));
        return new UploadCheck(rules, codecs, permits, clock);
    }

    /** The render memory. */
    public RenderPermits permits() {
        return permits;
    }

    /**
     * Room on the heap for a large body while it is sent, to be closed when it is. A visitor on a slow line holds it for
     * long, and many of them would hold more than there is; small bodies, which the heap keeps anyway, need none.
     *
     * @throws ImageException {@code OVERLOADED} if other large bodies fill the room
     */
    public Room roomToSend(int bytes) throws ImageException {
        return sending.take(bytes);
    }

    /** Held while a large body is sent. */
    @FunctionalInterface
    public interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /** Every header of every answer. */
    public ResponseHeaders headers() {
        return headers;
    }

    /** Where everything that happens is announced. */
    public ImageEvents events() {
        return events;
    }

    /** Lets {@code listener} hear of everything from now on. */
    public void listen(ImageEvents listener) {
        events.add(listener);
    }

    /** What applies, and who said so. */
    public Settings settings() {
        return settings;
    }

    /** The web application around it. */
    public Site site() {
        return site;
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether the operator has listed {@code path} (the container's reading) as guarded. */
    public boolean isPrivatePath(String path) {
        for (PathPattern pattern : privatePaths) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** The paths that only signed URLs and cookies open. */
    public SignedPaths signedPaths() {
        return signedPaths;
    }

    /** The cache of the host application's own answers; empty if none of its paths are kept. */
    public Optional<HostResponses> responses() {
        return responses;
    }

    /** What the operator decided for answers of {@code path} (the container's reading); empty = they are not kept. */
    public Optional<Asking.Policies> responsePolicies(String path) {
        return responseRules.of(path);
    }

    /** Ceiling of an original's file size in bytes. */
    public long maxOriginalBytes() {
        return settings.get(SettingTable.MAX_SRC_FILE_SIZE);
    }

    /** How long a rendition may take. */
    public Duration timeout() {
        return settings.get(SettingTable.TIMEOUT);
    }

    /** How requests wait for a rendition. */
    public AsyncMode asyncMode() {
        return settings.get(SettingTable.ASYNC);
    }

    /** How many container threads may wait where there is no other way; empty = as many as the container can spare. */
    public Optional<Integer> blockingWaiters() {
        return settings.get(SettingTable.BLOCKING_WAITERS);
    }

    /** Whether and how it leaves. */
    public Draining draining() {
        return draining;
    }

    /** What opens the operators' pages; empty = nothing does from elsewhere. */
    public Optional<Secret> opsToken() {
        return settings.get(SettingTable.OPS_TOKEN);
    }

    /** The product's version, as the build wrote it down. */
    public static String version() {
        try (InputStream text = Objects.requireNonNull(Tomthumb.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends every part, the last one built first. One that fails to end does not keep the others from it. */
    @Override
    public void close() {
        while (!closeables.isEmpty()) {
            try {
                closeables.pop().close();
            } catch (Exception failure) {
                LOG.log(Level.WARNING, "A part of Tomthumb did not end cleanly", failure);
            }
        }
        LastThreads.await();
    }
}
