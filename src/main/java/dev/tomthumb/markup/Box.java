package dev.tomthumb.markup;

import java.util.OptionalInt;
import java.util.Set;

/**
 * The room on a page for a picture whose own size is not known: what its author gives, as he gives it to an img of his
 * own.
 *
 * @param width in CSS pixels; empty = it follows from the picture
 * @param height likewise
 * @param style what keeps the room as it is and a picture of other proportions in it undistorted; empty = nothing is needed
 */
record Box(OptionalInt width, OptionalInt height, String style) {
    private static final Box NONE = new Box(OptionalInt.empty(), OptionalInt.empty(), "");
    private static final String STRETCHING = "scale";
    /** With these a rendition has the proportions that are asked for, whatever its original's. */
    private static final Set<String> FILLING = Set.of("crop", "cover", "min", STRETCHING);

    /**
     * Of a picture that fills its sides, whatever its original is like; and of every one of which nobody will ever know
     * more. For others there is none: the next page will have their own size.
     *
     * @param rendered whether a rendition will come, and not the original itself
     */
    static Box of(Wish wish, Answer answer, boolean rendered) {
        OptionalInt width = side(wish, "w");
        OptionalInt height = side(wish, "h");
        boolean both = width.isPresent() && height.isPresent();
        String fit = wish.parameters().getOrDefault("fit", "");
        boolean fills = FILLING.contains(fit);
        if (rendered && both && fills) {
            return new Box(width, height, "");
        }
        if (rendered && !(answer instanceof Answer.Untold)) {
            return NONE;
        }
        boolean fitted = both && !fit.equals(STRETCHING);
        return new Box(width, height, fitted ? style(width.getAsInt(), height.getAsInt(), fills) : "");
    }

    /** The ratio is for style sheets with {@code height: auto}, by which a picture that has come would take its own. */
    private static String style(int width, int height, boolean fills) {
        return "object-fit:" + (fills ? "cover" : "contain") + ";aspect-ratio:" + width + "/" + height;
    }

    /** What the author gives, where nothing of ours comes. */
    static Box asked(Wish wish) {
        return new Box(side(wish, "w"), side(wish, "h"), "");
    }

    /** Where there is nobody to keep proportions: one side decides, and the other follows from the picture. */
    Box withoutStyle() {
        return style.isEmpty() ? this : new Box(width, OptionalInt.empty(), "");
    }

    private static OptionalInt side(Wish wish, String parameter) {
        OptionalInt side = wish.side(parameter);
        return side.orElse(0) > 0 ? side : OptionalInt.empty();
    }
}
