package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.metadata.Bareness;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Turn;
import java.util.Optional;

/**
 * Whether an original may be sent in place of what was made of it: when all that would happen to it is that it is
 * written again, in its own format and size.
 */
final class Stay {
    private Stay() {}

    static boolean isPossible(
            ImageRequest request, RenderPlan plan, FilePlanner files, byte[] original, RenderRules rules) {
        return rules.files().preferOriginal()
                && keepsPixels(plan)
                && asksNothingElse(request, plan.original())
                && (!files.isStripped(request.output().options())
                        || Bareness.of(original, plan.original().format()));
    }

    private static boolean keepsPixels(RenderPlan plan) {
        ImageHeader header = plan.original();
        return header.format() == plan.output()
                && header.orientation() == 1
                && plan.orientation().equals(Orientation.UPRIGHT)
                && plan.part().equals(Box.whole(header.size()))
                && header.frames() == 1
                && !plan.toSrgb()
                && plan.scaled().equals(header.size())
                && plan.cut().equals(Box.whole(header.size()))
                && plan.result().equals(header.size());
    }

    private static boolean asksNothingElse(ImageRequest request, ImageHeader header) {
        OutputOptions options = request.output().options();
        return isPlain(request.transform(), header)
                && request.then().isEmpty()
                && request.reading().page().orElse(0) == 0
                && request.reading().pages().orElse(1) == 1
                && options.colorProfile().isEmpty()
                && options.dpi().isEmpty()
                && options.jpeg().equals(OutputOptions.Jpeg.BY_SETTING)
                && options.png().equals(OutputOptions.Png.BY_SETTING)
                && options.webp().equals(OutputOptions.Webp.BY_SETTING);
    }

    /** Whether nothing but the size is asked for; what stands behind opaque pixels does not count. */
    private static boolean isPlain(Transform transform, ImageHeader header) {
        Turn turn = transform.turn();
        Transform rest = transform.withResize(Resize.NONE).withGravity(Gravity.CENTER);
        Transform expected = new Transform(
                Optional.empty(),
                Optional.empty(),
                Resize.NONE,
                new Turn(turn.auto(), 0, false, false),
                Gravity.CENTER,
                Transform.NONE.effects(),
                Optional.empty(),
                Optional.empty(),
                Padding.NONE,
                header.alpha() ? Optional.empty() : transform.background(),
                transform.backgroundOpacity(),
                Optional.empty());
        return rest.equals(expected);
    }

    /** The original if it is smaller than {@code made} and of the same format, which may have been chosen meanwhile. */
    static Rendered smaller(RenderJob.Making job, Rendered made) {
        boolean smaller = job.original().length < made.bytes().length && made.format() == job.source();
        return smaller ? new Rendered(made.format(), made.size(), job.original()) : made;
    }
}
