package dev.tomthumb.markup;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes elements of HTML. All texts are escaped here. */
final class Elements {
    /** Which fill a page that has nothing to show in their place. */
    private static final String EMPTY_PICTURE =
            "<svg xmlns='http://www.w3.org/2000/svg'%s><rect width='100%%' height='100%%' fill='#ddd'/></svg>";

    private Elements() {}

    /**
     * The picture that comes, with everything beside it.
     *
     * @param box its room while its own size is not known
     */
    static String img(Candidates candidates, Wish wish, Optional<OriginalFacts> facts, Box box) throws ImageException {
        StringBuilder html = new StringBuilder(512).append("<img");
        Html.attribute(html, "src", candidates.main().url());
        candidates.srcset().ifPresent(srcset -> Html.attribute(html, "srcset", srcset));
        candidates.sizes().or(() -> wish.own("sizes")).ifPresent(sizes -> Html.attribute(html, "sizes", sizes));
        Optional<Size> shown = candidates.main().shown();
        size(html, shown, box);
        loading(html, wish);
        Map<String, String> rest = new LinkedHashMap<>(wish.html());
        if (shown.isEmpty() && !box.style().isEmpty()) {
            style(rest, box.style());
        }
        if (facts.isPresent()) {
            placeholder(html, wish.placeholder(), facts.get(), rest);
        }
        rest(html, wish, rest);
        return html.append('>').toString();
    }

    /** A picture of somebody else's, as it is. */
    static String foreign(String url, Wish wish) {
        StringBuilder html = new StringBuilder(256).append("<img");
        Html.attribute(html, "src", url);
        room(html, Box.asked(wish));
        loading(html, wish);
        rest(html, wish, wish.html());
        return html.append('>').toString();
    }

    /** What is shown where there is no picture: a grey box that needs no request. */
    static String nothing(Wish wish) {
        StringBuilder html = new StringBuilder(256).append("<img");
        OptionalInt width = wish.side("w");
        OptionalInt height = wish.side("h");
        String size = (width.isPresent() ? " width='" + width.getAsInt() + "'" : "")
                + (height.isPresent() ? " height='" + height.getAsInt() + "'" : "");
        String svg = String.format(EMPTY_PICTURE, size);
        Html.attribute(html, "src", "data:image/svg+xml," + UrlText.encoded(svg, "/:=()"));
        room(html, Box.asked(wish));
        rest(html, wish, wish.html());
        return html.append('>').toString();
    }

    /**
     * A source of a picture element.
     *
     * @param media which screens; empty = all
     * @param format which browsers; empty = all
     * @param box the picture's room while its own size is not known
     */
    static String source(
            Candidates candidates,
            Optional<String> sizes,
            Optional<String> media,
            Optional<ImageFormat> format,
            Box box) {
        StringBuilder html = new StringBuilder(256).append("<source");
        media.ifPresent(text -> Html.attribute(html, "media", text));
        format.ifPresent(type -> Html.attribute(html, "type", type.mediaType()));
        Html.attribute(
                html, "srcset", candidates.srcset().orElse(candidates.main().url()));
        candidates.sizes().or(() -> sizes).ifPresent(text -> Html.attribute(html, "sizes", text));
        // It has no style; the img's, if it has one, is for the same box.
        size(html, candidates.main().shown(), box.withoutStyle());
        return html.append('>').toString();
    }

    private static void size(StringBuilder html, Optional<Size> shown, Box box) {
        room(
                html,
                shown.map(size -> new Box(OptionalInt.of(size.width()), OptionalInt.of(size.height()), ""))
                        .orElse(box));
    }

    private static void room(StringBuilder html, Box box) {
        box.width().ifPresent(width -> Html.attribute(html, "width", Integer.toString(width)));
        box.height().ifPresent(height -> Html.attribute(html, "height", Integer.toString(height)));
    }

    /** What is wanted at once is not put off. */
    private static void loading(StringBuilder html, Wish wish) {
        boolean urgent = "high".equals(wish.html().get("fetchpriority"));
        wish.own("loading")
                .or(() -> urgent ? Optional.empty() : Optional.of("lazy"))
                .ifPresent(loading -> Html.attribute(html, "loading", loading));
        Html.attribute(html, "decoding", wish.own("decoding").orElse("async"));
    }

    private static void placeholder(
            StringBuilder html, Placeholder placeholder, OriginalFacts facts, Map<String, String> rest) {
        String text = facts.placeholder();
        if (text.isEmpty()) {
            return;
        }
        switch (placeholder) {
            case COLOR -> background(rest, facts, "background-color:" + text);
            case TINY -> background(rest, facts, "background:url(" + text + ") center/cover no-repeat");
            case BLURHASH, THUMBHASH -> Html.attribute(html, "data-" + placeholder.word(), text);
            case NONE -> {}
        }
    }

    /** What can be seen through would show it for ever. */
    private static void background(Map<String, String> rest, OriginalFacts facts, String ours) {
        if (!facts.alpha()) {
            style(rest, ours);
        }
    }

    /** In front of what the author says, which therefore wins. */
    private static void style(Map<String, String> rest, String ours) {
        rest.merge("style", ours, (theirs, added) -> added + ";" + theirs);
    }

    private static void rest(StringBuilder html, Wish wish, Map<String, String> rest) {
        wish.alt().ifPresent(alt -> Html.attribute(html, "alt", alt));
        rest.forEach((name, value) -> Html.attribute(html, name, value));
    }

    /** Several elements around the last one. */
    static String picture(List<String> sources, String img) {
        return "<picture>" + String.join("", sources) + img + "</picture>";
    }
}
