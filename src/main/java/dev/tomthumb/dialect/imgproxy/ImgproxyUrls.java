package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.FileWords;
import dev.tomthumb.dialect.Hmac;
import dev.tomthumb.dialect.OptionWord;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.TransformWords;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageRequest;
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
     * @throws IllegalArgumentException if this language has no words for it: a verbatim output that is not raw, a
     *     version with other characters than letters, digits and {@code ._~+,=!*-}
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

    private String base64(SourceRef source) {
        String text = Hmac.text(source.toString().getBytes(StandardCharsets.UTF_8));
        return config.grammar().filenames() ? text + "/image" : text;
    }

    /**
     * The options that say what {@code image} and {@code delivery} say, defaults left out.
     *
     * @throws IllegalArgumentException as {@link #url(ParsedUrl, SourceForm)}
     */
    public List<String> options(ImageRequest image, Delivery delivery) {
        if (config.grammar().onlyPresets()) {
            throw new IllegalArgumentException("imgproxy's language has only presets here");
        }
        if (image.output().verbatim() && !delivery.raw()) {
            throw new IllegalArgumentException("imgproxy's language cannot ask for the original as it is");
        }
        List<String> options = new ArrayList<>();
        add(options, FileWords.of(image.reading()));
        add(options, TransformWords.of(image.transform()));
        for (Transform next : image.then()) {
            options.add("-");
            add(options, TransformWords.of(next));
        }
        add(options, FileWords.of(image.output()));
        image.version().ifPresent(version -> options.add("cb" + config.grammar().separator() + word(version)));
        add(options, FileWords.of(delivery));
        return options;
    }

    private void add(List<String> options, List<OptionWord> words) {
        String separator = config.grammar().separator();
        for (OptionWord word : words) {
            options.add(word.shortName() + separator + String.join(separator, word.arguments()));
        }
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
