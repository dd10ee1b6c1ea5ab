package dev.tomthumb.dialect.query;

import dev.tomthumb.dialect.FileWords;
import dev.tomthumb.dialect.Numbers;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.OptionWord;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.TransformWords;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what {@link QueryDialect} reads: URLs relative to the context path, signed when a key is configured. */
public final class QueryUrls {
    /** What browsers and proxies leave alone in a path. */
    private static final String PATH_CHARACTERS = "/!$&()*+,=:@";
    /** What they leave alone in a value, and what does not end it. */
    private static final String VALUE_CHARACTERS = "/!$()*,:@";

    /** Where a parameter is called otherwise than imgproxy's option. */
    private static final Map<String, String> OWN_NAMES = Map.ofEntries(
            Map.entry("width", "w"),
            Map.entry("height", "h"),
            Map.entry("min-width", "min-w"),
            Map.entry("min-height", "min-h"),
            Map.entry("crop", "source_crop"),
            Map.entry("rotate", "rot"),
            Map.entry("sharpen", "sharp"),
            Map.entry("pixelate", "px"),
            Map.entry("padding", "pad"),
            Map.entry("background", "bg"),
            Map.entry("quality", "q"),
            Map.entry("format", "fm"),
            Map.entry("page", "pg"),
            Map.entry("pages", "pgs"));

    private final Optional<QuerySignature> signature;

    public QueryUrls(QueryConfig config) {
        this.signature = config.signature();
    }

    /**
     * A URL for {@code path} with these parameters in this order, and {@code s} if there is a key. Without parameters the
     * path alone.
     *
     * @param path context-relative, decoded: {@code /photos/고양이 1.jpg}; it names the picture, so it is given apart
     * @param parameters decoded names and values; any {@code s} among them is replaced
     */
    public String url(String path, Map<String, String> parameters) {
        String rawPath = UrlText.encoded(path, PATH_CHARACTERS);
        String query = query(parameters);
        return query.isEmpty() ? rawPath : signed(rawPath, query);
    }

    /** Percent-encoded, without the signature. */
    private String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> signature.isEmpty() || !entry.getKey().equals(QuerySignature.PARAMETER))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String signed(String rawPath, String query) {
        String signed = signature
                .map(s -> "&" + QuerySignature.PARAMETER + "=" + s.of(rawPath, query))
                .orElse("");
        return rawPath + "?" + query + signed;
    }

    /**
     * The URL of a page that makes pictures, whose own query comes first and is signed with the rest.
     *
     * @param path as in {@link #url(String, Map)}
     * @param ownQuery what the page is asked with, percent-encoded; empty for a file
     * @param parameters as in {@link #url(String, Map)}
     */
    public String url(String path, String ownQuery, Map<String, String> parameters) {
        if (ownQuery.isEmpty()) {
            return url(path, parameters);
        }
        String rawPath = UrlText.encoded(path, PATH_CHARACTERS);
        String query = query(parameters);
        return query.isEmpty() ? rawPath + "?" + ownQuery : signed(rawPath, ownQuery + "&" + query);
    }

    /**
     * The URL of {@code path} that means {@code url}; the path stands for its source.
     *
     * @throws IllegalArgumentException as {@link #parameters}
     */
    public String url(String path, ParsedUrl url) {
        return url(path, parameters(url.image(), url.delivery()));
    }

    private static String encoded(String text) {
        return UrlText.encoded(text, VALUE_CHARACTERS);
    }

    /**
     * The parameters that say what {@code image} and {@code delivery} say.
     *
     * @throws IllegalArgumentException if this language has no words for it: the modes {@code fill} and {@code auto},
     *     chained pipelines, a watermark or a fallback from a source, a file name without an attachment, a picture that
     *     differs from its original in nothing, and others whose option has no parameter
     */
    public static Map<String, String> parameters(ImageRequest image, Delivery delivery) {
        require(image.then().isEmpty(), "chained pipelines");
        Map<String, String> parameters = new LinkedHashMap<>();
        Gravity gravity = image.transform().gravity();
        gravity(parameters, gravity);
        TransformWords.of(image.transform().withGravity(Gravity.CENTER)).forEach(word -> put(parameters, word));
        FileWords.of(image.reading()).forEach(word -> put(parameters, word));
        FileWords.of(image.output()).forEach(word -> put(parameters, word));
        if (delivery.negotiated()) {
            parameters.put("auto", "format");
        }
        require(image.output().verbatim() == parameters.isEmpty(), "an original that is only written anew");
        image.version().ifPresent(version -> parameters.put("v", version));
        delivery.expires().ifPresent(end -> parameters.put("expires", Long.toString(end.getEpochSecond())));
        save(parameters, delivery);
        return parameters;
    }

    private static void save(Map<String, String> parameters, Delivery delivery) {
        require(delivery.filename().isEmpty() || delivery.attachment(), "a file name of what is only shown");
        if (delivery.attachment()) {
            parameters.put("dl", delivery.filename().orElse(""));
        }
        if (!delivery.tags().isEmpty()) {
            parameters.put("tags", String.join(",", delivery.tags()));
        }
        boolean usual =
                !delivery.bypass() && !delivery.raw() && delivery.fallback().isEmpty();
        require(usual, "a fallback, and originals or renditions that bypass the cache");
    }

    private static void put(Map<String, String> parameters, OptionWord word) {
        switch (word.option()) {
            case "resizing_type" -> parameters.put("fit", fit(word.arguments().get(0)));
            case "flip" -> parameters.put("flip", flip(word.arguments()));
            default -> parameters.put(parameter(word.option()), String.join(":", word.arguments()));
        }
    }

    /** Its own name for an option, else imgproxy's. */
    private static String parameter(String option) {
        String name = OWN_NAMES.getOrDefault(option, option);
        require(OptionTable.standard().parameter(name).isPresent(), "the option " + option);
        return name;
    }

    private static String fit(String mode) {
        require(mode.equals("fill-down") || mode.equals("force"), "the resizing type " + mode);
        return mode.equals("force") ? "scale" : "crop";
    }

    private static String flip(List<String> flags) {
        return (flags.get(0).equals("1") ? "h" : "") + (flags.get(1).equals("1") ? "v" : "");
    }

    private static void gravity(Map<String, String> parameters, Gravity gravity) {
        if (gravity.type() == Gravity.Type.FOCAL_POINT) {
            parameters.put("fp-x", Numbers.text(gravity.x()));
            parameters.put("fp-y", Numbers.text(gravity.y()));
        } else if (gravity.x() != 0 || gravity.y() != 0) {
            parameters.put(
                    "gravity",
                    gravity.type().token() + ":" + Numbers.text(gravity.x()) + ":" + Numbers.text(gravity.y()));
        } else if (gravity.type() != Gravity.Type.CENTER) {
            parameters.put("crop", crop(gravity.type()));
        }
    }

    private static String crop(Gravity.Type type) {
        return switch (type) {
            case NORTH -> "top";
            case SOUTH -> "bottom";
            case WEST -> "left";
            case EAST -> "right";
            case NORTH_WEST -> "top,left";
            case NORTH_EAST -> "top,right";
            case SOUTH_WEST -> "bottom,left";
            case SOUTH_EAST -> "bottom,right";
            case CENTER -> "center";
            case FOCAL_POINT -> "focalpoint";
            case SMART -> "smart";
        };
    }

    private static void require(boolean expressible, String what) {
        if (!expressible) {
            throw new IllegalArgumentException("the query language has no words for " + what);
        }
    }
}
