package dev.tomthumb;

import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.engine.StandIns;
import dev.tomthumb.engine.warm.Menu;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.source.Sources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The renditions that visitors of a URL will ask for, for those {@code Accept} headers that the operator expects. */
final class WarmMenu implements Menu {
    private final VisitorUrls urls;
    private final WantedUrls wanted;
    private final Sources sources;
    private final List<String> accepts;

    /** @param accepts field values; the empty text is a visitor without one */
    WarmMenu(VisitorUrls urls, WantedUrls wanted, Sources sources, List<String> accepts) {
        this.urls = urls;
        this.wanted = wanted;
        this.sources = sources;
        this.accepts = List.copyOf(accepts);
    }

    @Override
    public List<Order> orders(String url) throws ImageException {
        ParsedUrl parsed = wanted.parsed(urls.read(url))
                .orElseThrow(() -> new ImageException(
                        Problem.INVALID_URL, UrlText.quoted(url) + " is no URL of a picture that is made here."));
        if (parsed.delivery().raw() || parsed.delivery().bypass()) {
            throw new ImageException(Problem.INVALID_URL, "What this URL means is never kept.");
        }
        if (parsed.image().source().scheme().equals(Mount.DISPATCH)) {
            throw new ImageException(
                    Problem.SOURCE_UNKNOWN, "Its original is made by the host application for each visitor.");
        }
        Set<ImageRequest> images = new LinkedHashSet<>();
        accepts.forEach(accept -> images.add(wanted.outcome(parsed, accept)));
        return images.stream()
                .map(image -> order(image, sources, parsed.delivery().tags()))
                .toList();
    }

    /** Nothing stands in for an original that is not there: whoever warms wants to know. */
    static Order order(ImageRequest image, Sources sources, List<String> tags) {
        return new Order(image, Partition.SHARED, sources, tags, true, StandIns.NONE);
    }

    /** Whether a line of a log was about a picture: another page of the site is none, and no mistake either. */
    boolean isPicture(String url) {
        try {
            return wanted.parsed(urls.read(url)).isPresent();
        } catch (ImageException wrong) {
            return false;
        }
    }
}
