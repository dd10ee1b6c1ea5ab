package dev.tomthumb.jsp;

import dev.tomthumb.markup.AttributeCheck;
import dev.tomthumb.markup.Markup;
import dev.tomthumb.markup.PageBudget;
import dev.tomthumb.markup.Picture;
import dev.tomthumb.markup.Place;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the expression language: {@code ${t:url('/photos/cat.jpg', 'width=320 fit=cover')}}. Paths are those of
 * the application; nothing waits, so sizes are empty until an original has been asked about once.
 */
public final class Functions {
    private Functions() {}

    /**
     * The URL of a rendition, not escaped for HTML.
     *
     * @param options {@code name=value}, separated by blanks, ampersands or semicolons
     * @throws IllegalArgumentException an option that is not accepted; names it
     */
    public static String url(@Nullable String src, @Nullable String options) {
        return written(src, options, (markup, picture, place) -> markup.url(picture, place));
    }

    /**
     * A srcset of renditions, not escaped for HTML.
     *
     * @param options as in {@link #url}
     * @param widths in pixels, separated by blanks; empty = the steps of the size ladder
     * @throws IllegalArgumentException an option that is not accepted; names it
     */
    public static String srcset(@Nullable String src, @Nullable String options, @Nullable String widths) {
        String named = widths == null || widths.isBlank() ? "auto" : widths;
        return written(src, options, (markup, picture, place) -> markup.srcset(picture.with("widths", named), place));
    }

    /** The width of a rendition in CSS pixels; empty while it is not known. */
    public static String width(@Nullable String src, @Nullable String options) {
        return written(src, options, (markup, picture, place) -> side(markup.size(picture, place), true));
    }

    /** The height of a rendition in CSS pixels; empty while it is not known. */
    public static String height(@Nullable String src, @Nullable String options) {
        return written(src, options, (markup, picture, place) -> side(markup.size(picture, place), false));
    }

    private static String side(Optional<Size> size, boolean width) {
        return size.map(known -> Integer.toString(width ? known.width() : known.height()))
                .orElse("");
    }

    @FunctionalInterface
    private interface Writing {
        String write(Markup markup, Picture picture, Place place) throws ImageException;
    }

    private static String written(@Nullable String src, @Nullable String options, Writing writing) {
        Markup markup = Applications.current()
                .map(Pages::markup)
                .orElseThrow(() -> new IllegalStateException(
                        "Tomthumb's functions work on pages of an application that has its jar in WEB-INF/lib."));
        Picture picture = new Picture(src == null ? "" : src, attributes(options == null ? "" : options));
        try {
            return writing.write(markup, picture, new Place("/", PageBudget.none()));
        } catch (ImageException refusal) {
            throw new IllegalArgumentException(
                    "A function of Tomthumb with src \"" + picture.src() + "\": " + refusal.getMessage(), refusal);
        }
    }

    private static Map<String, String> attributes(String options) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String option : options.strip().split("[\\s&;]+")) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                AttributeCheck.unknown(option.substring(0, equals)).ifPresent(mistake -> {
                    throw new IllegalArgumentException("A function of Tomthumb with \"" + option + "\": " + mistake);
                });
                attributes.put(option.substring(0, equals), option.substring(equals + 1));
            } else if (!option.isEmpty()) {
                throw new IllegalArgumentException("A function of Tomthumb takes options as name=value, separated by"
                        + " blanks, ampersands or semicolons, not \"" + option + "\".");
            }
        }
        return attributes;
    }
}
