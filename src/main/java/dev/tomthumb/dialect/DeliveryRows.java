package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows about the response, and about what several options do at once. */
final class DeliveryRows {
    static final String PRESET = "preset";
    private static final int LONGEST_VERSION = 256;
    private static final int LONGEST_FILENAME = 255;
    private static final int LONGEST_URL = 4096;
    private static final int MOST_TAGS = 32;

    private DeliveryRows() {}

    static List<Option> rows() {
        List<Option> rows = new ArrayList<>();
        preset(rows);
        keys(rows);
        files(rows);
        caching(rows);
        return rows;
    }

    private static void preset(List<Option> rows) {
        rows.add(new Option(
                List.of(PRESET, "pr"),
                "name:name:…",
                "Does what the presets of these names say (`tomthumb.img.presets`).",
                DeliveryRows::presets,
                Parameter.bounded(
                        PRESET,
                        "the name of a preset",
                        DeliveryRows::onePreset,
                        "Does what the preset of this name says (`tomthumb.img.presets`), before all other"
                                + " parameters.")));
    }

    private static void presets(Arguments arguments, RequestBuilder to) throws ImageException {
        for (String name : arguments.texts()) {
            to.preset(name);
        }
    }

    /** One only: every row of several would be another picture. */
    private static void onePreset(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(1);
        presets(arguments, to);
    }

    private static void keys(List<Option> rows) {
        Reader<Optional<String>> version = Readers.text(LONGEST_VERSION);
        rows.add(new Option(
                List.of("cachebuster", "cb"),
                "text",
                "Another text is another rendition in every cache; the picture is the same.",
                Shapes.one(version, RequestBuilder::version),
                Parameter.companion(
                        "v",
                        version,
                        RequestBuilder::version,
                        "Another text is another rendition in every cache; the picture is the same.")));
        rows.add(new Option(
                List.of("expires", "exp"),
                "seconds",
                "When the URL ends, in Unix seconds; 0 = never.",
                Shapes.one(Readers.expiry(), (to, value) -> to.response().expires = value),
                Parameter.companion(
                        "expires",
                        Readers.expiry(),
                        (to, value) -> to.response().expires = value,
                        "When the URL ends, in Unix seconds.")));
    }

    private static void files(List<Option> rows) {
        Reader<Optional<String>> names = Readers.text(LONGEST_FILENAME);
        rows.add(new Option(
                List.of("filename", "fn"),
                "name:encoded",
                "The name under which a browser saves the picture, without extension; base64url if `encoded` is true.",
                filename(names)));
        rows.add(new Option(
                List.of("return_attachment", "att"),
                "flag",
                "Whether the browser shall save the picture instead of showing it.",
                Shapes.one(Readers.flag(), (to, value) -> to.response().attachment = value),
                Parameter.companion(
                        "dl",
                        names,
                        (to, value) -> {
                            to.response().attachment = true;
                            to.response().filename = value;
                        },
                        "The browser shall save the picture, under this name without extension if there is one.")));
        rows.add(new Option(
                List.of("raw"),
                "flag",
                "Whether the original is passed on as it is, whatever it is; all other options about the picture are"
                        + " then without effect.",
                Shapes.one(Readers.flag(), (to, value) -> to.response().raw = value)));
        rows.add(new Option(
                List.of("fallback_image_url", "fiu"),
                "url",
                "What is shown in place of an original that cannot be had: base64url of a source, which must be one"
                        + " that URLs may name.",
                DeliveryRows::fallback));
    }

    /** {@code name[:encoded]}: the name is base64url when {@code encoded} is true. */
    private static Option.Effect filename(Reader<Optional<String>> plain) {
        Reader<Optional<String>> encoded = new Reader<>(
                "base64url of UTF-8 " + plain.accepted().substring("a ".length()),
                text -> UrlText.base64(text).flatMap(UrlText::utf8).flatMap(plain::read));
        return (arguments, to) -> {
            arguments.refuseMoreThan(2);
            boolean isEncoded = arguments.given(1) && arguments.read(1, Readers.flag());
            to.response().filename = arguments.read(0, isEncoded ? encoded : plain);
        };
    }

    private static void fallback(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(1);
        to.response().fallback = arguments.given(0)
                ? Optional.of(to.source(arguments.read(0, Readers.base64(LONGEST_URL))))
                : Optional.empty();
    }

    private static void caching(List<Option> rows) {
        rows.add(new Option(
                List.of("bypass_cache", "bc"),
                "flag",
                "Whether the rendition is made anew and not kept. Only with `tomthumb.img.allow-bypass-cache`.",
                DeliveryRows::bypass));
        rows.add(new Option(
                List.of("cache_tags", "ct"),
                "tag:tag:…",
                "Words under which the rendition can be purged later: at most " + MOST_TAGS
                        + ", each of at most 128 letters, digits and `._~!$'()*+;=@%-`.",
                DeliveryRows::tags,
                Parameter.companion(
                        "tags",
                        "words separated by colons or commas",
                        DeliveryRows::tags,
                        "Words under which the rendition can be purged later.")));
    }

    private static void bypass(Arguments arguments, RequestBuilder to) throws ImageException {
        arguments.refuseMoreThan(1);
        boolean bypass = arguments.read(0, Readers.flag());
        if (bypass && !to.rules().bypass()) {
            throw new ImageException(
                    Problem.OPTION_FORBIDDEN,
                    arguments.named()
                            + " is switched off here; the setting tomthumb.img.allow-bypass-cache switches it on.");
        }
        to.response().bypass = bypass;
    }

    private static void tags(Arguments arguments, RequestBuilder to) throws ImageException {
        Reader<String> tag = Readers.matching(
                "at most 128 letters, digits and ._~!$'()*+;=@%-", "[A-Za-z0-9._~!$'()*+;=@%-]{1,128}");
        arguments.refuseMoreThan(MOST_TAGS);
        Set<String> tags = new LinkedHashSet<>();
        for (int i = 0; i < arguments.count(); i++) {
            if (arguments.given(i)) {
                tags.add(arguments.read(i, tag));
            }
        }
        to.response().tags = List.copyOf(tags);
    }
}
