package dev.tomthumb.markup;

import dev.tomthumb.config.NearestName;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.query.QueryWords;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What can be said of an attribute's text without any settings: when a page is translated. */
public final class AttributeCheck {
    /** What they accept stands in the settings. */
    private static final Set<String> BY_SETTINGS =
            Set.of("preset", "pr", "watermark_url", "wmu", "fallback_image_url", "fiu");

    private static final int MOST_PASSES = 64;
    /** Read and never written. */
    private static final String DRAWING = ImageFormat.SVG.extension();

    private static final QueryWords WORDS =
            new QueryWords(new OptionRules(Set.of(), true, true, Presets.NONE, MOST_PASSES), SourceReader.NONE);

    /** No picture's address in any language. */
    private static final Pattern HARMFUL =
            Pattern.compile("\\s*(javascript|vbscript|data)\\s*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private AttributeCheck() {}

    /**
     * What is wrong with an attribute, as a sentence; empty if nothing is, or if only the settings know.
     *
     * @param written the name of an attribute of one of our tags
     * @param value as it stands there
     */
    public static Optional<String> mistake(String written, String value) {
        String name = Picture.name(written);
        if (name.equals("src")) {
            return HARMFUL.matcher(value).matches()
                    ? Optional.of("the attribute src takes a path or the address of a picture, no script and no data.")
                    : Optional.empty();
        }
        if (value.isBlank() || BY_SETTINGS.contains(name)) {
            return Optional.empty();
        }
        try {
            check(name, value.strip());
            return Optional.empty();
        } catch (ImageException refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }

    /**
     * What is wrong with a name where only a URL is written, so that an attribute of HTML has no place; as a sentence, empty
     * if nothing is.
     */
    public static Optional<String> unknown(String written) {
        if (Wish.isOurs(Picture.name(written))) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>(Wish.OWN);
        known.addAll(QueryWords.names());
        return Optional.of("there is no option " + UrlText.quoted(written)
                + NearestName.of(written, known)
                        .map(near -> "; did you mean " + UrlText.quoted(near) + "?")
                        .orElse("; docs/options.md has those that there are."));
    }

    private static void check(String name, String value) throws ImageException {
        switch (name) {
            case "widths" -> Candidates.checkWidths(value);
            case "densities" -> Candidates.checkDensities(value);
            case "expires" -> new Expiries(Instant.EPOCH).end(value);
            case "placeholder" ->
                oneOf(name, value, Placeholder.of(value).isPresent(), "color, tiny, blurhash, thumbhash or none");
            case "loading" -> oneOf(name, value, Set.of("lazy", "eager").contains(value), "lazy or eager");
            case "decoding" ->
                oneOf(name, value, Set.of("async", "sync", "auto").contains(value), "async, sync or auto");
            case "formats" -> formats(value);
            case "format", "fm" -> {
                oneOf(name, value, !value.equals(DRAWING), "no svg, which only an original can be");
                option(name, value);
            }
            default -> option(name, value);
        }
    }

    private static void oneOf(String name, String value, boolean isOne, String accepted) throws ImageException {
        if (!isOne) {
            throw Wish.refused(name, value, accepted);
        }
    }

    private static void formats(String value) throws ImageException {
        for (String word : value.split("[\\s,]+")) {
            boolean known = word.equals("none")
                    || !word.equals(DRAWING) && ImageFormat.named(word).isPresent();
            oneOf("formats", word, known, "none, or names of formats that this server writes, such as webp");
        }
    }

    private static void option(String name, String value) throws ImageException {
        if (!Wish.isOption(name)) {
            return;
        }
        try {
            WORDS.apply(name, name.equals("tags") ? value.replaceAll("[\\s,]+", ",") : value, WORDS.builder());
        } catch (ImageException refusal) {
            throw Wish.of(name, refusal);
        }
    }
}
