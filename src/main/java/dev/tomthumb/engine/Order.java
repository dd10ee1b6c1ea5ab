package dev.tomthumb.engine;

import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Timings;
import dev.tomthumb.source.Sources;
import java.util.List;
import java.util.Optional;

/**
 * What {@link ImageEngine#produce} is asked for.
 *
 * @param image the picture, its format negotiated
 * @param partition which visitors share the rendition
 * @param sources where the original may come from; may differ from request to request (a source that speaks as this
 *     visitor), as long as the same key means the same bytes
 * @param tags words by which the rendition can be purged
 * @param kept whether a stored rendition will do, and a new one is stored
 * @param standIns what is made instead if the original cannot be had
 * @param unsigned whether anybody could have asked for it, so that it is one of the bounded number that is kept
 * @param timings where it is noted what its time goes into
 */
public record Order(
        ImageRequest image,
        Partition partition,
        Sources sources,
        List<String> tags,
        boolean kept,
        StandIns standIns,
        boolean unsigned,
        Timings timings) {
    public Order {
        tags = List.copyOf(tags);
    }

    /** A picture that nobody waits for so that its time would have to be told. */
    public Order(
            ImageRequest image,
            Partition partition,
            Sources sources,
            List<String> tags,
            boolean kept,
            StandIns standIns,
            boolean unsigned) {
        this(image, partition, sources, tags, kept, standIns, unsigned, new Timings());
    }

    /** A picture that somebody with a key asks for, or the server itself. */
    public Order(
            ImageRequest image,
            Partition partition,
            Sources sources,
            List<String> tags,
            boolean kept,
            StandIns standIns) {
        this(image, partition, sources, tags, kept, standIns, false);
    }

    /** A picture that is kept, without tags and stand-ins. */
    public Order(ImageRequest image, Partition partition, Sources sources) {
        this(image, partition, sources, List.of(), true, StandIns.NONE);
    }

    /**
     * The same picture of the first stand-in. Everybody shares it, whosever original it stands in for; and what belongs
     * to that original's bytes alone (its sum, its version) does not apply to it.
     */
    Order standIn() {
        SourceRef original = standIns.originals().get(0);
        Reading same = image.reading();
        Reading reading = new Reading(
                same.page(),
                same.pages(),
                same.animate(),
                same.enforceThumbnail(),
                same.style(),
                same.unprocessed(),
                Optional.empty(),
                same.limits());
        ImageRequest of =
                new ImageRequest(original, reading, image.transform(), image.then(), image.output(), Optional.empty());
        return new Order(of, Partition.SHARED, sources, List.of(), kept, standIns.afterFirst(), unsigned, timings);
    }
}
