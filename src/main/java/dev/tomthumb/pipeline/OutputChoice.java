package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In which format a file is written, as far as the original's header tells. Serves all threads. */
final class OutputChoice {
    private final Codecs codecs;
    private final OutputFormats formats;
    private final RenderRules rules;

    OutputChoice(Codecs codecs, OutputFormats formats, RenderRules rules) {
        this.codecs = codecs;
        this.formats = formats;
        this.rules = rules;
    }

    /**
     * The format, or those of which the smallest file wins, the one that is planned for first.
     *
     * @param transforms of all passes
     * @return at least one
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} for a format that is not written here
     */
    List<ImageFormat> formats(ImageRequest request, ImageHeader header, List<Transform> transforms, Limits allowed)
            throws ImageException {
        boolean animated = Sequence.mayMove(header, request.reading(), allowed, codecs);
        Optional<ImageFormat> asked = request.output().format();
        boolean best = request.output().options().best()
                || asked.isEmpty() && rules.files().best().always();
        List<ImageFormat> candidates = best ? candidates(asked, animated) : List.of();
        boolean transparent = isTransparent(header, transforms);
        if (candidates.isEmpty()) {
            ImageFormat output = asked.orElseGet(() -> formats.forSource(header.format(), transparent, animated));
            return List.of(codecs.encoder(output).format());
        }
        List<ImageFormat> ordered = new ArrayList<>(candidates);
        ImageFormat planned = BestFormat.planned(candidates, transparent);
        ordered.remove(planned);
        ordered.add(0, planned);
        return ordered;
    }

    /** What moves stays moving if any of the formats can; else it is the best still that is looked for. */
    private List<ImageFormat> candidates(Optional<ImageFormat> asked, boolean animated) {
        List<ImageFormat> moving = animated
                ? BestFormat.moving(
                        formats.preferred(),
                        asked,
                        format -> codecs.animationEncoder(format).isPresent())
                : List.of();
        return moving.isEmpty() ? BestFormat.candidates(formats.preferred(), asked, codecs.writable()) : moving;
    }

    /** Whether transparency is to be expected (imgproxy pipeline, section 1.4), of which the last pass decides. */
    static boolean isTransparent(ImageHeader header, List<Transform> transforms) {
        boolean transparent = header.alpha();
        for (Transform transform : transforms) {
            boolean surrounded =
                    transform.extend().isPresent() || !transform.padding().equals(Padding.NONE);
            boolean flat = transform.background().isPresent()
                    && transform.backgroundOpacity().orElse(1) == 1;
            transparent = (transparent || surrounded) && !flat;
        }
        return transparent;
    }
}
