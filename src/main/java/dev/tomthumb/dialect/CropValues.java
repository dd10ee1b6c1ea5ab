package dev.tomthumb.dialect;

import dev.tomthumb.model.Gravity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of the query language's {@code crop}: imgix's edges, its corners in either order, and its focal point. */
final class CropValues {
    private static final Map<String, Gravity.Type> WORDS = words();

    private CropValues() {}

    static Reader<Gravity.Type> reader() {
        return new Reader<>(
                "top, bottom, left, right, a corner such as \"top,left\", center, focalpoint or smart",
                text -> Optional.ofNullable(WORDS.get(text)));
    }

    private static Map<String, Gravity.Type> words() {
        Map<String, Gravity.Type> words = new LinkedHashMap<>();
        words.put("top", Gravity.Type.NORTH);
        words.put("bottom", Gravity.Type.SOUTH);
        words.put("left", Gravity.Type.WEST);
        words.put("right", Gravity.Type.EAST);
        corner(words, "top", "left", Gravity.Type.NORTH_WEST);
        corner(words, "top", "right", Gravity.Type.NORTH_EAST);
        corner(words, "bottom", "left", Gravity.Type.SOUTH_WEST);
        corner(words, "bottom", "right", Gravity.Type.SOUTH_EAST);
        words.put("center", Gravity.Type.CENTER);
        words.put("focalpoint", Gravity.Type.FOCAL_POINT);
        words.put("smart", Gravity.Type.SMART);
        return words;
    }

    private static void corner(Map<String, Gravity.Type> words, String vertical, String horizontal, Gravity.Type type) {
        words.put(vertical + "," + horizontal, type);
        words.put(horizontal + "," + vertical, type);
    }
}
