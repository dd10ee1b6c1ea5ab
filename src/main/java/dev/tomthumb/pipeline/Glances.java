package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.InfoSpec.Fact;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Turn;
import dev.tomthumb.pixel.digest.ThumbHash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** The pictures, upright and in sRGB, that must be made to tell what is asked about an original. */
final class Glances {
    /** All digests are made of a picture of this size: none needs a larger one, and ThumbHash takes no other. */
    private static final int SIDE = ThumbHash.MAX_SIDE;

    private static final Set<Fact> OF_COLORS = Set.of(Fact.DOMINANT_COLORS, Fact.THUMB_HASH, Fact.PERCEPTUAL_HASH);

    private final ImageRequest request;
    private final InfoSpec info;
    private final ImageHeader header;

    Glances(ImageRequest request, InfoSpec info, ImageHeader header) {
        this.request = request;
        this.info = info;
        this.header = header;
    }

    /** The picture made small, by weights that bring no colours into it. */
    Optional<ImageRequest> small() {
        boolean needed = OF_COLORS.stream().anyMatch(info::tells)
                || info.tells(Fact.AVERAGE) && !header.alpha()
                || info.palette().isPresent()
                || info.blurHash().isPresent();
        Resize resize = new Resize(
                Resize.Mode.FIT,
                OptionalInt.of(SIDE),
                OptionalInt.of(SIDE),
                false,
                1,
                1,
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(Resize.Kernel.LINEAR));
        return needed ? Optional.of(with(Transform.NONE.withResize(resize))) : Optional.empty();
    }

    /** The picture in its own size: in a small one no pixel is wholly transparent beside one that is opaque. */
    Optional<ImageRequest> whole() {
        boolean needed = header.alpha() && (info.tells(Fact.TRANSPARENCY) || info.tells(Fact.AVERAGE));
        return needed ? Optional.of(with(Transform.NONE)) : Optional.empty();
    }

    /** The part that is asked for. */
    Optional<ImageRequest> cut() {
        Optional<Crop> crop = request.transform().crop();
        return crop.map(part -> with(Transform.NONE.withCrop(crop)));
    }

    private ImageRequest with(Transform transform) {
        OutputSpec srgb = new OutputSpec(false, Optional.of(ImageFormat.PNG), OptionalInt.empty(), inSrgb());
        Transform upright = transform.withTurn(Turn.BY_SETTING.withAuto(true));
        return new ImageRequest(request.source(), still(), upright, List.of(), srgb, Optional.empty());
    }

    private Reading still() {
        Reading asked = request.reading();
        return new Reading(
                asked.page(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                asked.limits());
    }

    private static OutputOptions inSrgb() {
        OutputOptions standard = OutputOptions.BY_SETTING;
        return new OutputOptions(
                standard.best(),
                standard.formatQuality(),
                standard.maxBytes(),
                standard.autoquality(),
                new OutputOptions.Metadata(Optional.empty(), Optional.empty(), Optional.of(true)),
                Optional.of(false),
                standard.colorProfile(),
                OptionalDouble.empty(),
                standard.jpeg(),
                standard.png(),
                standard.webp(),
                standard.avifSubsample());
    }
}
