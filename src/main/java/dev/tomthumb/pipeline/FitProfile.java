package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a grey picture the three colours that its profile is about, if that is kept: a palette's profile is always one of
 * RGB, and readers reject it in a grey file (PNG, third edition, section 11.3.2.3).
 */
final class FitProfile implements Step {
    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        return isFor(pixels.layout(), plan) ? rgb(pixels) : pixels;
    }

    /** Whether there is anything to do for a picture of this layout. */
    static boolean isFor(Layout layout, RenderPlan plan) {
        boolean kept = plan.original().profile().isPresent() && !plan.toSrgb();
        return kept && layout.opaque() == Layout.GREY && !plan.original().hasGreyProfile();
    }

    private static Pixels rgb(Pixels grey) {
        Plane shade = grey.planes().get(0);
        List<Plane> planes = new ArrayList<>(List.of(shade, shade));
        planes.addAll(grey.planes());
        return new Pixels(grey.layout().hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB, planes);
    }
}
