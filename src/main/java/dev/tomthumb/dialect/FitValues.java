package dev.tomthumb.dialect;

import dev.tomthumb.model.Resize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of the query language's {@code fit}: imgix's, and CSS's where they do not contradict.
 *
 * <p>imgix's {@code crop} and CSS's {@code cover} become {@link Resize.Mode#FILL_DOWN} and not {@code FILL}: this
 * language never enlarges, and {@code FILL} would then let a small original leave the box's proportions, so that
 * {@code <img width height>} distorts it.
 */
final class FitValues {
    private FitValues() {}

    static Reader<Resize.Mode> reader() {
        Map<String, Resize.Mode> words = new LinkedHashMap<>();
        words.put("clip", Resize.Mode.FIT);
        words.put("max", Resize.Mode.FIT);
        words.put("contain", Resize.Mode.FIT);
        words.put("crop", Resize.Mode.FILL_DOWN);
        words.put("cover", Resize.Mode.FILL_DOWN);
        words.put("min", Resize.Mode.FILL_DOWN);
        words.put("scale", Resize.Mode.FORCE);
        return Readers.oneOf(words);
    }
}
