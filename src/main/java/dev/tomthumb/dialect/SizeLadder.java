package dev.tomthumb.dialect;

import java.util.List;

/**
 * The widths that unsigned URLs can have, so that a stranger cannot fill the cache with every size there is.
 *
 * @param steps in pixels, ascending; none = every size is exact
 */
public record SizeLadder(List<Integer> steps) {
    /** Every size as it is asked for. */
    public static final SizeLadder OFF = new SizeLadder(List.of());

    /** What applies when nothing is set. */
    public static final SizeLadder DEFAULT =
            new SizeLadder(List.of(64, 128, 160, 240, 320, 480, 640, 768, 960, 1280, 1600, 1920, 2560));

    private static final int LARGEST_STEP = 65_535;

    /** @throws IllegalArgumentException for a step outside 1..65535, or one that does not ascend */
    public SizeLadder {
        steps = List.copyOf(steps);
        int below = 0;
        for (int step : steps) {
            if (step <= below || step > LARGEST_STEP) {
                throw new IllegalArgumentException(
                        "a size ladder is ascending whole numbers from 1 to " + LARGEST_STEP + ", or off");
            }
            below = step;
        }
    }

    /** Whether sizes are exact. */
    public boolean isOff() {
        return steps.isEmpty();
    }

    /** The first step that is not below {@code pixels}; the top one if all are. Asked only of a ladder with steps. */
    public int up(double pixels) {
        for (int step : steps) {
            if (step >= pixels) {
                return step;
            }
        }
        return steps.get(steps.size() - 1);
    }
}
