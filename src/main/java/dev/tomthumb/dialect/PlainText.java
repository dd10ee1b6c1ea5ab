package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of a watermark. imgproxy reads it as Pango's markup; here it is plain, but those characters that have to be
 * escaped in markup may be so, so that a text that was written for imgproxy reads the same. Tags are refused instead of
 * being shown.
 */
public final class PlainText {
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z]");
    private static final Map<String, String> ENTITIES = entities();

    private PlainText() {}

    /** @throws ImageException there is markup in it, or nothing to be seen */
    static String of(String written) throws ImageException {
        if (TAG.matcher(written).find()) {
            throw refusal("holds markup");
        }
        String text = written;
        for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
            text = text.replace(entity.getValue(), entity.getKey());
        }
        if (text.isBlank()) {
            throw refusal("is empty");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw refusal("holds a control character");
        }
        return text;
    }

    /** The text that reads back as {@code plain}. */
    public static String written(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static ImageException refusal(String why) {
        return new ImageException(
                Problem.BAD_OPTION, "The watermark's text " + why + "; it is plain text, in which < is written &lt;.");
    }

    /** The ampersand last, or {@code &amp;lt;} would become {@code <}. */
    private static Map<String, String> entities() {
        Map<String, String> entities = new LinkedHashMap<>();
        entities.put("<", "&lt;");
        entities.put(">", "&gt;");
        entities.put("\"", "&quot;");
        entities.put("'", "&apos;");
        entities.put("&", "&amp;");
        return entities;
    }
}
