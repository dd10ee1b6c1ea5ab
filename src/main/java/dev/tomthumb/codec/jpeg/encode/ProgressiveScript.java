package dev.tomthumb.codec.jpeg.encode;

import java.util.List;

/** Which scans make up a progressive file: libjpeg's choice ({@code jpeg_simple_progression}), which is everyone's. */
final class ProgressiveScript {
    private static final List<Step> GREY = List.of(
            new Step(List.of(0), 0, 0, 0, 1),
            new Step(List.of(0), 1, 5, 0, 2),
            new Step(List.of(0), 6, 63, 0, 2),
            new Step(List.of(0), 1, 63, 2, 1),
            new Step(List.of(0), 0, 0, 1, 0),
            new Step(List.of(0), 1, 63, 1, 0));

    /** Chroma is too small to be worth many scans. */
    private static final List<Step> COLOR = List.of(
            new Step(List.of(0, 1, 2), 0, 0, 0, 1),
            new Step(List.of(0), 1, 5, 0, 2),
            new Step(List.of(2), 1, 63, 0, 1),
            new Step(List.of(1), 1, 63, 0, 1),
            new Step(List.of(0), 6, 63, 0, 2),
            new Step(List.of(0), 1, 63, 2, 1),
            new Step(List.of(0, 1, 2), 0, 0, 1, 0),
            new Step(List.of(2), 1, 63, 1, 0),
            new Step(List.of(1), 1, 63, 1, 0),
            new Step(List.of(0), 1, 63, 1, 0));

    private ProgressiveScript() {}

    /**
     * One scan (T.81, G.1.1.1).
     *
     * @param components their indices
     * @param first of the coefficients told in it, by place in the zig-zag order
     * @param last of them
     * @param high the bit position down to which they have been told before; 0 if not at all
     * @param low the bit position down to which it tells them
     */
    record Step(List<Integer> components, int first, int last, int high, int low) {
        /** Whether it tells DC coefficients; the others have scans of their own. */
        boolean isDc() {
            return first == 0;
        }

        /** Whether it adds a bit to what was told before. */
        boolean isRefining() {
            return high > 0;
        }
    }

    /** The scans for one component or three. */
    static List<Step> of(int components) {
        return components == 1 ? GREY : COLOR;
    }
}
