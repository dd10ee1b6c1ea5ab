package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.Hmac;
import dev.tomthumb.dialect.Numbers;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes what {@link ImgproxyDialect} reads: URLs relative to the context path, signed by the first key. */
public final class ImgproxyUrls {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._~+,=!*-]*");

    private final ImgproxyConfig config;
    private final Signatures signatures;

    public ImgproxyUrls(ImgproxyConfig config) {
        this.config = config;
        this.signatures = new Signatures(config);
    }

    /** How a source stands in a URL. */
    public enum SourceForm {
        /** Readable: {@code plain/s3://bucket/key}. */
        PLAIN,
        /** Safe from every proxy that decodes or collapses: base64url. */
        BASE64
    }

    /**
     * The URL that means {@code url}; its candidates for negotiation have no place in this language.
     *
     * @throws IllegalArgumentException if this language has no words for it: a verbatim output, a version with other
     *     characters than letters, digits and {@code ._~+,=!*-}
     */
    public String url(ParsedUrl url, SourceForm form) {
        return url(url.image().source(), options(url.image(), url.delivery()), form);
    }

    /**
     * The URL with these options.
     *
     * @param options each as it stands in a URL, e.g. {@code rs:fill:320:200}
     */
    public String url(SourceRef source, List<String> options, SourceForm form) {
        List<String> segments = new ArrayList<>(options);
        segments.add(form == SourceForm.PLAIN ? "plain/" + plain(source) : base64(source));
        String path = String.join("/", segments);
        return prefix() + signatures.sign(path) + "/" + path;
    }

    private String prefix() {
        return UrlText.encoded(config.prefix(), "/");
    }

    private static String plain(SourceRef source) {
        return UrlText.encoded(source.toString(), "/:,=!*$&()");
    }

    private static String base64(SourceRef source) {
        return Hmac.text(source.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The options that say what {@code image} and {@code delivery} say, defaults left out. */
    public static List<String> options(ImageRequest image, Delivery delivery) {
        List<String> options = new ArrayList<>();
        transform(options, image.transform());
        output(options, image.output());
        image.version().ifPresent(version -> options.add("cb:" + word(version)));
        delivery.expires().ifPresent(end -> options.add("exp:" + end.getEpochSecond()));
        delivery.filename()
                .ifPresent(name -> options.add("fn:" + Hmac.text(name.getBytes(StandardCharsets.UTF_8)) + ":1"));
        if (delivery.attachment()) {
            options.add("att:1");
        }
        return options;
    }

    private static void transform(List<String> options, Transform transform) {
        Resize resize = transform.resize();
        if (resize.mode() != Resize.Mode.FIT) {
            options.add("rt:" + resize.mode().token());
        }
        resize.width().ifPresent(width -> options.add("w:" + width));
        resize.height().ifPresent(height -> options.add("h:" + height));
        if (resize.enlarge()) {
            options.add("el:1");
        }
        if (resize.dpr() != 1) {
            options.add("dpr:" + Numbers.text(resize.dpr()));
        }
        if (!transform.gravity().equals(Gravity.CENTER)) {
            options.add(gravity(transform.gravity()));
        }
        transform.background().ifPresent(color -> options.add("bg:" + color));
    }

    private static String gravity(Gravity gravity) {
        boolean alone = gravity.type() != Gravity.Type.FOCAL_POINT && gravity.x() == 0 && gravity.y() == 0;
        return "g:" + gravity.type().token()
                + (alone ? "" : ":" + Numbers.text(gravity.x()) + ":" + Numbers.text(gravity.y()));
    }

    private static void output(List<String> options, OutputSpec output) {
        if (output.verbatim()) {
            throw new IllegalArgumentException("imgproxy's language cannot ask for the original as it is");
        }
        output.quality().ifPresent(quality -> options.add("q:" + quality));
        output.format().ifPresent(format -> options.add("f:" + format.extension()));
    }

    /** Options are not percent-decoded, so there is no way to write a slash or a colon. */
    private static String word(String version) {
        if (!PLAIN_WORD.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "imgproxy's language has no way to write the cachebuster " + UrlText.quoted(version));
        }
        return version;
    }
}
