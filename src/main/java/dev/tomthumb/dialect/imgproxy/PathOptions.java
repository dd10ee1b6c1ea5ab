package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.OptionPath;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.regex.Pattern;

/** The leading segments of a path, which say what is asked for (imgproxy features, section 2). */
final class PathOptions {
    private final Grammar grammar;
    private final OptionPath options;
    private final Pattern separator;
    private final boolean hasDefault;

    PathOptions(ImgproxyConfig config, OptionTable table) {
        grammar = config.grammar();
        options = new OptionPath(table, grammar.separator());
        separator = Pattern.compile(Pattern.quote(grammar.separator()));
        hasDefault = config.options().presets().has(Presets.DEFAULT);
    }

    /** Applies them; returns where the source begins. */
    int apply(String path, RequestBuilder builder) throws ImageException {
        if (hasDefault) {
            builder.preset(Presets.DEFAULT);
        }
        return grammar.onlyPresets() ? presets(path, builder) : options.apply(path, builder);
    }

    private int presets(String path, RequestBuilder builder) throws ImageException {
        int end = path.indexOf('/');
        if (end < 0) {
            throw new ImageException(
                    Problem.INVALID_URL, "The URL begins with the names of presets, and its source follows.");
        }
        String[] names = separator.split(path.substring(0, end), -1);
        builder.vetPresets(names.length);
        for (String name : names) {
            builder.preset(name);
        }
        return end + 1;
    }
}
