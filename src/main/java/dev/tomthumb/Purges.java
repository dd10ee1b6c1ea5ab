package dev.tomthumb;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Forgets renditions, for host applications, operators' pages and JMX alike. When a method returns, nobody is served any
 * more what it meant, and nobody will be after a restart or a crash; what was being made at that moment is not kept, and
 * whoever asks from then on gets what is made anew. Missing originals that were remembered as missing are asked for
 * again.
 *
 * <p>In a host application, for example after a product's picture was replaced:
 *
 * <pre>{@code
 * if (servletContext.getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb tomthumb) {
 *     tomthumb.purges().tag("product:42");
 * }
 * }</pre>
 *
 * <p>Serves all threads. Blocks for the milliseconds it takes to write the purge to disk.
 */
public final class Purges {
    private static final Logger LOG = System.getLogger(Purges.class.getName());

    private final PurgeMeanings meanings;
    private final Fleet fleet;
    private final ToLongFunction<Invalidation> caches;
    private final Consumer<List<Invalidation>> purged;

    /**
     * @param meanings what items stand for
     * @param fleet tells the other nodes
     * @param caches forget, and say how many they found
     * @param purged hears what has been forgotten
     */
    Purges(
            PurgeMeanings meanings,
            Fleet fleet,
            ToLongFunction<Invalidation> caches,
            Consumer<List<Invalidation>> purged) {
        this.meanings = meanings;
        this.fleet = fleet;
        this.caches = caches;
        this.purged = purged;
    }

    /**
     * What became of one item.
     *
     * @param meant what it stood for, for people
     * @param found how many renditions were found in the tier that has the most
     */
    public record Purged(PurgeItem item, String meant, long found) {}

    /**
     * What became of several.
     *
     * @param items of each, in the order they were given
     * @param untold why the other nodes do not know of them yet, a sentence for operators; empty = the purge will reach
     *     all of them, or there are none
     */
    public record Done(List<Purged> items, Optional<String> untold) {
        public Done {
            items = List.copyOf(items);
        }
    }

    /**
     * One rendition in all formats it may have been negotiated to.
     *
     * @param url as a visitor has it, in any dialect, signed where URLs must be
     * @return how many were found
     * @throws ImageException it is no such URL; nothing has been forgotten
     */
    public long url(String url) throws ImageException {
        return one(new PurgeItem.Url(url));
    }

    /**
     * All sizes and formats of an original.
     *
     * @param original {@code s3://photos/cat.jpg}, or the path it has on this site, {@code /photos/cat.jpg}
     * @return how many were found
     * @throws ImageException there cannot be such an original; nothing has been forgotten
     */
    public long original(String original) throws ImageException {
        return one(new PurgeItem.Original(original));
    }

    /**
     * Those of all originals whose reference or path begins so.
     *
     * @param prefix {@code s3://photos/2026/*} or {@code /photos/2026/*}; the star may be left out
     * @return how many were found
     * @throws ImageException no original can begin so; nothing has been forgotten
     */
    public long prefix(String prefix) throws ImageException {
        return one(new PurgeItem.Prefix(prefix));
    }

    /**
     * Those that carry a tag of their URL ({@code cache_tags}) or of their original ({@code x-amz-meta-cache-tag}, {@code
     * Cache-Tag}).
     *
     * @param tag in any case
     * @return how many were found
     * @throws ImageException it is no tag; nothing has been forgotten
     */
    public long tag(String tag) throws ImageException {
        return one(new PurgeItem.Tag(tag));
    }

    /**
     * All renditions.
     *
     * @return how many were found
     */
    public long all() {
        List<Invalidation> everything = List.of(new Invalidation.Everything());
        tell(everything);
        return forget(everything);
    }

    /**
     * Several at once.
     *
     * @return what became of each, in the same order
     * @throws ImageException the first of {@code items} that is not understood; nothing has been forgotten then
     */
    public List<Purged> purge(Collection<PurgeItem> items) throws ImageException {
        return purgeEverywhere(items).items();
    }

    /**
     * As {@link #purge}, with what is known of the other nodes.
     *
     * @throws ImageException the first of {@code items} that is not understood; nothing has been forgotten then
     */
    public Done purgeEverywhere(Collection<PurgeItem> items) throws ImageException {
        List<PurgeMeanings.Meaning> understood = new ArrayList<>();
        for (PurgeItem item : items) {
            understood.add(meanings.of(item));
        }
        Optional<String> untold = tell(understood.stream()
                .flatMap(meaning -> meaning.what().stream())
                .distinct()
                .toList());
        List<Purged> purged = new ArrayList<>();
        int number = 0;
        for (PurgeItem item : items) {
            PurgeMeanings.Meaning meaning = understood.get(number++);
            purged.add(new Purged(item, meaning.words(), forget(meaning.what())));
        }
        return new Done(purged, untold);
    }

    /** Whether there are other nodes, which are told of every purge. */
    public boolean reachesOthers() {
        return fleet.isConfigured();
    }

    /** Whether an item is understood; changes nothing. @throws ImageException if it is not, with the reason */
    public void check(PurgeItem item) throws ImageException {
        meanings.of(item);
    }

    /**
     * All sizes and formats of originals that have changed or gone, by their references.
     *
     * @return how many were found
     */
    public long changed(Collection<SourceRef> originals) {
        List<Invalidation> what = originals.stream()
                .<Invalidation>map(original -> new Invalidation.OfOriginal(original.toString()))
                .toList();
        tell(what);
        return what.stream().mapToLong(one -> forget(List.of(one))).sum();
    }

    /** Before anything is forgotten here, so that nothing older comes back from what nodes share. */
    private Optional<String> tell(List<Invalidation> what) {
        return what.isEmpty() ? Optional.empty() : fleet.tell(what);
    }

    private long one(PurgeItem item) throws ImageException {
        return purge(List.of(item)).get(0).found();
    }

    private long forget(List<Invalidation> what) {
        long found = 0;
        for (Invalidation invalidation : what) {
            found += caches.applyAsLong(invalidation);
            LOG.log(Level.DEBUG, "Purged {0}", invalidation);
        }
        purged.accept(what);
        return found;
    }
}
