package dev.tomthumb.dialect.query;

import dev.tomthumb.dialect.Numbers;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what {@link QueryDialect} reads: URLs relative to the context path, signed when a key is configured. */
public final class QueryUrls {
    /** What browsers and proxies leave alone in a path. */
    private static final String PATH_CHARACTERS = "/!$&()*+,=:@";
    /** What they leave alone in a value, and what does not end it. */
    private static final String VALUE_CHARACTERS = "/!$()*,:@";

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
        String query = parameters.entrySet().stream()
                .filter(entry -> signature.isEmpty() || !entry.getKey().equals(QuerySignature.PARAMETER))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        if (query.isEmpty()) {
            return rawPath;
        }
        return rawPath + "?" + query
                + signature
                        .map(s -> "&" + QuerySignature.PARAMETER + "=" + s.of(rawPath, query))
                        .orElse("");
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
     * @throws IllegalArgumentException if this language has no words for it: enlarging, the modes {@code fill} and
     *     {@code auto}, gravity with offsets, a file name, an attachment, a picture that differs from its original in
     *     nothing
     */
    public static Map<String, String> parameters(ImageRequest image, Delivery delivery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        resize(parameters, image.transform().resize());
        gravity(parameters, image.transform());
        image.transform().background().ifPresent(color -> parameters.put("bg", color.toString()));
        image.output().quality().ifPresent(quality -> parameters.put("q", Integer.toString(quality)));
        image.output().format().ifPresent(format -> parameters.put("fm", format.extension()));
        if (delivery.negotiated()) {
            parameters.put("auto", "format");
        }
        require(image.output().verbatim() == parameters.isEmpty(), "an original that is only written anew");
        image.version().ifPresent(version -> parameters.put("v", version));
        delivery.expires().ifPresent(end -> parameters.put("expires", Long.toString(end.getEpochSecond())));
        require(delivery.filename().isEmpty() && !delivery.attachment(), "a file name or an attachment");
        return parameters;
    }

    private static void resize(Map<String, String> parameters, Resize resize) {
        require(!resize.enlarge(), "enlarging");
        resize.width().ifPresent(width -> parameters.put("w", Integer.toString(width)));
        resize.height().ifPresent(height -> parameters.put("h", Integer.toString(height)));
        switch (resize.mode()) {
            case FIT -> {}
            case FILL_DOWN -> parameters.put("fit", "crop");
            case FORCE -> parameters.put("fit", "scale");
            case FILL, AUTO ->
                require(false, "the resizing type " + resize.mode().token());
        }
        if (resize.dpr() != 1) {
            parameters.put("dpr", Numbers.text(resize.dpr()));
        }
    }

    private static void gravity(Map<String, String> parameters, Transform transform) {
        Gravity gravity = transform.gravity();
        if (gravity.type() == Gravity.Type.FOCAL_POINT) {
            parameters.put("fp-x", Numbers.text(gravity.x()));
            parameters.put("fp-y", Numbers.text(gravity.y()));
            return;
        }
        require(gravity.x() == 0 && gravity.y() == 0, "gravity with offsets");
        if (gravity.type() != Gravity.Type.CENTER) {
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
