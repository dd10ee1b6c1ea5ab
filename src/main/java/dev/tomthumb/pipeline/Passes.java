package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.List;
import java.util.Optional;

/**
 * All that is done to a picture: each pass takes the result of the one before, and only the last one's goes into a file
 * (imgproxy Pro's chained pipelines).
 *
 * @param transforms at least one
 * @param last what the file can hold
 * @param limits for the original and for the result of every pass
 */
record Passes(List<Transform> transforms, Target last, Limits limits) {
    Passes {
        transforms = List.copyOf(transforms);
    }

    int count() {
        return transforms.size();
    }

    Transform first() {
        return transforms.get(0);
    }

    /** Whether what a pass makes goes on to another one. */
    boolean isFollowed(int pass) {
        return pass < transforms.size() - 1;
    }

    /** Whether by the end of a pass the picture has been trimmed, so that its size depends on what it shows. */
    boolean isTrimmedBy(int pass) {
        return transforms.subList(0, pass + 1).stream()
                .anyMatch(transform -> transform.trim().isPresent());
    }

    /**
     * The plan of a pass.
     *
     * @param header of the picture it takes
     */
    RenderPlan plan(int pass, ImageHeader header) throws ImageException {
        return plan(pass, header, transforms.get(pass));
    }

    /** The plan of a pass of which more is known by now than its transform says. */
    RenderPlan plan(int pass, ImageHeader header, Transform transform) throws ImageException {
        return Planner.plan(header, transform, isFollowed(pass) ? between() : last, limits);
    }

    /** Between two passes everything is kept that a file might lose. */
    private Target between() {
        return new Target(ImageFormat.PNG, Optional.empty(), last.keepsProfile(), last.transfer());
    }

    /** The size of the last pass's result, if nothing is trimmed away. */
    Size result(RenderPlan first) throws ImageException {
        RenderPlan plan = first;
        for (int pass = 1; pass < count(); pass++) {
            plan = plan(pass, resultOf(plan));
        }
        return plan.result();
    }

    /** What a pass's result would say of itself, if it were a file. */
    static ImageHeader resultOf(RenderPlan plan) {
        ImageHeader from = plan.original();
        boolean transparent = from.alpha() || plan.isSurrounded();
        boolean flat = plan.background().isPresent() && plan.backgroundOpacity() == 1;
        return new ImageHeader(
                ImageFormat.PNG,
                plan.result(),
                1,
                1,
                transparent && !flat,
                8,
                plan.toSrgb() ? Optional.empty() : from.profile());
    }

    /** What a part of a picture in memory would say of itself; turned and coloured as the picture is. */
    static ImageHeader part(ImageHeader whole, Size size) {
        return new ImageHeader(
                whole.format(),
                size,
                whole.orientation(),
                1,
                whole.alpha(),
                whole.bitsPerSample(),
                whole.channels(),
                whole.palette(),
                false,
                Optional.empty(),
                whole.profile());
    }
}
