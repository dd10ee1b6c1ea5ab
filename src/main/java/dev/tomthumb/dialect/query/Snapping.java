package dev.tomthumb.dialect.query;

import dev.tomthumb.dialect.Proportion;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import java.util.OptionalInt;

/**
 * Brings what a stranger wrote to a bounded number of pictures: width × dpr up to the next step of the ladder, the height
 * in proportion, dpr folded into both, quality to multiples of 5, a focal point to multiples of 0.05.
 *
 * <p>Turning and mirroring have few values of themselves, and other changes are for signed URLs. What stays free: the version ({@code v}) and the background's colour. A signing key does not close those either:
 * unsigned URLs go on being served, only snapped.
 */
final class Snapping {
    private static final int QUALITY_STEP = 5;
    private static final int FOCAL_STEPS = 20;

    private final SizeLadder ladder;

    /** @param ladder not off */
    Snapping(SizeLadder ladder) {
        this.ladder = ladder;
    }

    ImageRequest snapped(ImageRequest image) {
        Transform asked = image.transform();
        Transform transform = asked.withResize(snapped(asked.resize())).withGravity(snapped(asked.gravity()));
        return image.withTransform(transform)
                .withOutput(image.output().withQuality(snapped(image.output().quality())));
    }

    private Resize snapped(Resize asked) {
        OptionalInt width = asked.width();
        OptionalInt height = asked.height();
        if (width.isPresent()) {
            int step = ladder.up(width.getAsInt() * asked.dpr());
            height = height.isPresent()
                    ? OptionalInt.of(Proportion.nearest((double) height.getAsInt() / width.getAsInt())
                            .heightOf(step))
                    : height;
            width = OptionalInt.of(step);
        } else if (height.isPresent()) {
            height = OptionalInt.of(ladder.up(height.getAsInt() * asked.dpr()));
        }
        return new Resize(
                asked.mode(),
                width,
                height,
                asked.enlarge(),
                1,
                asked.zoomX(),
                asked.zoomY(),
                asked.minWidth(),
                asked.minHeight(),
                asked.kernel());
    }

    private static OptionalInt snapped(OptionalInt quality) {
        return quality.isPresent()
                ? OptionalInt.of(Math.max(1, Math.round(quality.getAsInt() / (float) QUALITY_STEP)) * QUALITY_STEP)
                : quality;
    }

    private static Gravity snapped(Gravity gravity) {
        return gravity.type() == Gravity.Type.FOCAL_POINT
                ? new Gravity(gravity.type(), focal(gravity.x()), focal(gravity.y()))
                : gravity;
    }

    private static double focal(double share) {
        return (double) Math.round(share * FOCAL_STEPS) / FOCAL_STEPS;
    }
}
