package dev.tomthumb.markup;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * What an original is, as JSON: the document of imgproxy's info endpoint (docs/info.md), as it is made here and as
 * {@code /tomthumb/info} sends it.
 */
public final class InfoDocument {
    /** A name of our own beside imgproxy's: the text of a placeholder that is a picture. */
    private static final String TINY = "placeholder";

    private InfoDocument() {}

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
        StringBuilder json = new StringBuilder(256)
                .append("{\"format\":\"")
                .append(facts.format().token())
                .append("\",\"width\":")
                .append(facts.size().width())
                .append(",\"height\":")
                .append(facts.size().height())
                .append(",\"orientation\":")
                .append(facts.orientation())
                .append(",\"alpha\":{\"alpha\":")
                .append(facts.alpha())
                .append('}');
        String text = facts.placeholder();
        if (!text.isEmpty()) {
            switch (placeholder) {
                case COLOR -> color(json, text);
                case BLURHASH -> member(json, "blurhash", text);
                case THUMBHASH ->
                    member(
                            json,
                            "thumb_hash",
                            HexFormat.of()
                                    .withUpperCase()
                                    .formatHex(Base64.getDecoder().decode(text)));
                case TINY -> member(json, TINY, text);
                case NONE -> {}
            }
        }
        return json.append('}').toString();
    }

    /** A BlurHash, base64 and hexadecimal digits hold neither quotes nor backslashes. */
    private static void member(StringBuilder json, String name, String text) {
        json.append(",\"").append(name).append("\":\"").append(text).append('"');
    }

    private static void color(StringBuilder json, String text) {
        int rgb = Integer.parseInt(text.substring(1), 16);
        json.append(",\"average\":{\"R\":")
                .append(rgb >> 16)
                .append(",\"G\":")
                .append(rgb >> 8 & 255)
                .append(",\"B\":")
                .append(rgb & 255)
                .append(",\"A\":255}");
    }
}
