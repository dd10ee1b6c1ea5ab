package dev.tomthumb.markup;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.JsonText;
import dev.tomthumb.model.Size;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an original is, as JSON: the document of imgproxy's info endpoint (docs/info.md), as it is made here and as
 * {@code /tomthumb/info} sends it.
 */
public final class InfoDocument {
    /** A name of our own beside imgproxy's: the text of a placeholder that is a picture. */
    private static final String TINY = "placeholder";

    private static final String SERVED = "served";

    private InfoDocument() {}

    /** What stands in place of a document where no mount reaches an original, nor the application's own files. */
    public static String unserved() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("problem", "No original is served by this path here: no mount reaches it.");
        told.put(SERVED, false);
        return JsonText.of(told);
    }

    /** Whether a refusal is {@link #unserved}. */
    static boolean isUnserved(String json) {
        return Boolean.FALSE.equals(Json.object(json).get(SERVED));
    }

    /**
     * The facts of a document.
     *
     * @param placeholder which one is read
     * @throws IllegalArgumentException it is no such document
     */
    public static OriginalFacts read(String json, Placeholder placeholder) {
        Map<String, Object> told = Json.object(json);
        return new OriginalFacts(
                new Size(number(told, "width"), number(told, "height")),
                number(told, "orientation"),
                format(String.valueOf(told.get("format"))),
                told.get("alpha") instanceof Map<?, ?> alpha && Boolean.TRUE.equals(alpha.get("alpha")),
                placeholder(told, placeholder));
    }

    private static ImageFormat format(String token) {
        for (ImageFormat format : ImageFormat.values()) {
            if (format.token().equals(token)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no format of an image: " + token);
    }

    private static String placeholder(Map<String, Object> told, Placeholder wanted) {
        return switch (wanted) {
            case NONE -> "";
            case TINY -> text(told, TINY);
            case BLURHASH -> text(told, "blurhash");
            case THUMBHASH ->
                Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(text(told, "thumb_hash")));
            case COLOR -> color(told);
        };
    }

    private static String text(Map<String, Object> told, String name) {
        return told.get(name) instanceof String text ? text : "";
    }

    private static String color(Map<String, Object> told) {
        if (!(told.get("average") instanceof Map<?, ?> average)) {
            return "";
        }
        StringBuilder color = new StringBuilder("#");
        for (String channel : new String[] {"R", "G", "B"}) {
            int value = average.get(channel) instanceof BigDecimal number ? number.intValue() : 0;
            color.append(String.format(Locale.ROOT, "%02x", Math.max(0, Math.min(255, value))));
        }
        return color.toString();
    }

    private static int number(Map<String, Object> told, String name) {
        if (told.get(name) instanceof BigDecimal number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("no " + name);
    }

    /** The document of these facts. */
    public static String write(OriginalFacts facts, Placeholder placeholder) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("format", facts.format().token());
        told.put("width", facts.size().width());
        told.put("height", facts.size().height());
        told.put("orientation", facts.orientation());
        told.put("alpha", Map.of("alpha", facts.alpha()));
        String text = facts.placeholder();
        if (!text.isEmpty()) {
            switch (placeholder) {
                case COLOR -> told.put("average", channels(Integer.parseInt(text.substring(1), 16)));
                case BLURHASH -> told.put("blurhash", text);
                case THUMBHASH ->
                    told.put(
                            "thumb_hash",
                            HexFormat.of()
                                    .withUpperCase()
                                    .formatHex(Base64.getDecoder().decode(text)));
                case TINY -> told.put(TINY, text);
                case NONE -> {}
            }
        }
        return JsonText.of(told);
    }

    private static Map<String, Integer> channels(int rgb) {
        Map<String, Integer> channels = new LinkedHashMap<>();
        channels.put("R", rgb >> 16);
        channels.put("G", rgb >> 8 & 255);
        channels.put("B", rgb & 255);
        channels.put("A", 255);
        return channels;
    }
}
