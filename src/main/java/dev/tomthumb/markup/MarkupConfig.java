package dev.tomthumb.markup;

import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.SourceRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How pictures are written on pages.
 *
 * @param base what stands before every URL, percent-encoded: the context path, or where another application is reached;
 *     empty for the root, never with a slash at its end
 * @param site the context path of the application whose pages these are, percent-encoded
 * @param pathPrefix what stands before every path; empty, or from its first slash on without one at its end
 * @param query how the query language is spoken there: key, ladder, presets
 * @param imgproxy how imgproxy's is; empty = it is not, and originals cannot be named by their address
 * @param nameable which originals URLs may name by their address
 * @param formats what can be written there
 * @param newer formats that a picture element offers where its author names none, best first
 * @param upright whether EXIF orientations count where nothing is said
 * @param longest ceiling of a result's sides
 * @param standIns whether another picture is shown for an original that is missing
 * @param budget how long one page may wait
 * @param renders whether anybody makes renditions; else every picture is its original
 */
public record MarkupConfig(
        String base,
        String site,
        String pathPrefix,
        QueryConfig query,
        Optional<ImgproxyConfig> imgproxy,
        Predicate<SourceRef> nameable,
        Set<ImageFormat> formats,
        List<ImageFormat> newer,
        boolean upright,
        OptionalInt longest,
        boolean standIns,
        Duration budget,
        boolean renders) {
    public MarkupConfig {
        formats = Set.copyOf(formats);
        newer = List.copyOf(newer);
    }

    /** Of an application in which nobody makes pictures of other sizes: originals are shown. */
    public static MarkupConfig withoutRenditions(String base) {
        return new MarkupConfig(
                base,
                base,
                "",
                QueryConfig.of(List.of(), true),
                Optional.empty(),
                source -> false,
                Set.of(ImageFormat.values()),
                List.of(),
                true,
                OptionalInt.empty(),
                false,
                Duration.ZERO,
                false);
    }
}
