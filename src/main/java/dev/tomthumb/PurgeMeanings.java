package dev.tomthumb;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.PathRule;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.query.PathOriginals;
import dev.tomthumb.engine.Keys;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a purge's items stand for on this site. Changes nothing. */
final class PurgeMeanings {
    /** As much as CloudFront reads of a path. */
    private static final int LONGEST = 4000;

    /** A scheme is at least two letters: one would be a drive of Windows. */
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.+)");

    private final VisitorUrls urls;
    private final WantedUrls wanted;
    private final PathOriginals paths;
    private final SourceReader references;
    private final Optional<ImgproxyPaths> imgproxy;
    private final Keys keys;

    PurgeMeanings(
            VisitorUrls urls,
            WantedUrls wanted,
            PathOriginals paths,
            SourceReader references,
            Optional<ImgproxyPaths> imgproxy,
            Keys keys) {
        this.urls = urls;
        this.wanted = wanted;
        this.paths = paths;
        this.references = references;
        this.imgproxy = imgproxy;
        this.keys = keys;
    }

    /**
     * An item understood.
     *
     * @param what all of it is to be declared old
     * @param words what that is, for people
     */
    record Meaning(List<Invalidation> what, String words) {}

    /** @throws ImageException it cannot be understood; the sentence says why and what is accepted */
    Meaning of(PurgeItem item) throws ImageException {
        if (item.text().isEmpty() || item.text().length() > LONGEST) {
            throw refusal("An item to purge has from 1 to " + LONGEST + " characters, not "
                    + item.text().length() + ".");
        }
        if (item instanceof PurgeItem.Url url) {
            return rendition(url.text());
        }
        if (item instanceof PurgeItem.Original original) {
            return original(original.text());
        }
        if (item instanceof PurgeItem.Prefix prefix) {
            return prefix(VisitorUrls.beforeStar(prefix.text()).orElse(prefix.text()));
        }
        if (item instanceof PurgeItem.Tag tag) {
            return tag(tag.text());
        }
        if (item instanceof PurgeItem.Path path) {
            return path(path.text());
        }
        return everything();
    }

    private static Meaning everything() {
        return new Meaning(List.of(new Invalidation.Everything()), "everything");
    }

    // ---- One rendition

    private Meaning rendition(String text) throws ImageException {
        refuse(text.endsWith("*"), text);
        ParsedUrl url = wanted.parsed(urls.read(text))
                .orElseThrow(() -> refusal(UrlText.quoted(text)
                        + " is no URL of a picture that is made here; a path below a mount or with options is one."));
        SourceRef source = url.image().source();
        if (wanted.dependsOnHints(url) || source.scheme().equals(Mount.DISPATCH)) {
            // Its renditions are as many as there are screens, or stand in partitions of their visitors.
            return ofOriginal(source.toString());
        }
        Set<Invalidation> what = new LinkedHashSet<>();
        for (ImageRequest image : wanted.outcomes(url)) {
            what.add(new Invalidation.OfRendition(keys.key(image, Partition.SHARED)));
        }
        return new Meaning(
                List.copyOf(what),
                "the rendition " + url.image().canonical()
                        + (what.size() == 1 ? "" : " and those of " + (what.size() - 1) + " other formats"));
    }

    // ---- Originals

    private Meaning original(String text) throws ImageException {
        Optional<String> reference = reference(text);
        refuse(reference.isPresent() ? text.endsWith("*") : text.indexOf('*') >= 0, text);
        return reference.isPresent()
                ? ofReference(reference.get())
                : ofOriginal(originalAt(text).toString());
    }

    /** By the reference as it is written, and as a URL that names it would be understood. */
    private Meaning ofReference(String reference) {
        Set<Invalidation> what = new LinkedHashSet<>();
        what.add(new Invalidation.OfOriginal(reference));
        try {
            what.add(new Invalidation.OfOriginal(references.read(reference).toString()));
        } catch (ImageException notNameable) {
            // What no URL may name can lie behind a mount all the same.
        }
        return new Meaning(List.copyOf(what), renditionsOf(reference));
    }

    private static Meaning ofOriginal(String reference) {
        return new Meaning(List.of(new Invalidation.OfOriginal(reference)), renditionsOf(reference));
    }

    private static String renditionsOf(String reference) {
        return "all renditions of " + reference;
    }

    private Meaning path(String text) throws ImageException {
        return belowImgproxy(urls.read(text).path()) ? rendition(text) : original(text);
    }

    private SourceRef originalAt(String text) throws ImageException {
        RequestUrl url = urls.read(text);
        if (belowImgproxy(url.path())) {
            throw refusal(UrlText.quoted(text)
                    + " is a rendition's URL; name its original (s3://bucket/key), or give it" + " as a URL.");
        }
        return paths.original(PathRule.agreed(url), url.rawQuery())
                .orElseThrow(() -> refusal("No original lies at " + UrlText.quoted(text)
                        + ": no mount reaches there, and tomthumb.host-files is off."));
    }

    // ---- Prefixes

    private Meaning prefix(String text) throws ImageException {
        Optional<String> reference = reference(text);
        refuse(reference.isEmpty() && text.indexOf('*') >= 0, text);
        if (reference.isPresent()) {
            return ofOriginals(List.of(reference.get()));
        }
        if ((urls.contextPath() + "/").startsWith(text)) {
            return everything();
        }
        RequestUrl url = urls.read(text);
        if (imgproxy.filter(paths -> paths.prefix().startsWith(url.path())).isPresent()) {
            // Any original may have been named below it.
            return everything();
        }
        if (belowImgproxy(url.path())) {
            throw refusal("Below " + imgproxy.map(ImgproxyPaths::prefix).orElse("/")
                    + " the beginning of a URL tells of no original; purge"
                    + " originals by their own prefix, such as s3://bucket/2026/*.");
        }
        List<String> originals = paths.originals(PathRule.agreed(url));
        if (originals.isEmpty()) {
            throw refusal("No original lies below " + UrlText.quoted(text)
                    + ": no mount reaches there, and tomthumb.host-files is off.");
        }
        return ofOriginals(originals);
    }

    private static Meaning ofOriginals(List<String> references) {
        List<Invalidation> what = new ArrayList<>();
        references.forEach(reference -> what.add(new Invalidation.OfOriginals(reference)));
        return new Meaning(
                List.copyOf(what), "all renditions of originals that begin with " + String.join(" or ", references));
    }

    private boolean belowImgproxy(String path) {
        return imgproxy.filter(paths -> paths.include(path)).isPresent();
    }

    // ---- Tags

    private static Meaning tag(String text) throws ImageException {
        String tag = text.strip();
        if (!CacheTags.isTag(tag)) {
            throw refusal(UrlText.quoted(text) + " is no tag: one has from 1 to " + CacheTags.LONGEST
                    + " visible ASCII characters and no comma.");
        }
        return new Meaning(List.of(new Invalidation.OfTag(tag)), "all renditions tagged " + CacheTags.normal(tag));
    }

    // ----

    private static Optional<String> reference(String text) throws ImageException {
        if (UrlText.hasControls(text)) {
            throw refusal("An original's reference holds no control characters.");
        }
        var matcher = REFERENCE.matcher(text);
        return matcher.matches()
                ? Optional.of(new SourceRef(matcher.group(1), matcher.group(2)).toString())
                : Optional.empty();
    }

    /** A star elsewhere would be taken for one that means something. A key of S3 can have one. */
    private static void refuse(boolean starred, String text) throws ImageException {
        if (starred) {
            throw refusal("In " + UrlText.quoted(text)
                    + " a star stands where it means nothing: only prefixes have one, at their end (a path's own star is"
                    + " %2A).");
        }
    }

    private static ImageException refusal(String sentence) {
        return new ImageException(Problem.INVALID_URL, sentence);
    }
}
