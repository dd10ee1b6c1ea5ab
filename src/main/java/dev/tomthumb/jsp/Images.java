package dev.tomthumb.jsp;

import dev.tomthumb.markup.Markup;
import dev.tomthumb.markup.PageBudget;
import dev.tomthumb.markup.Picture;
import dev.tomthumb.markup.Place;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Pictures for servlets, controllers and templates of any kind, as the tag library writes them:
 *
 * <pre>{@code Images.of(request).image("/photos/cat.jpg").width(320).fit("cover").with("alt", "A cat").img()}</pre>
 */
public final class Images {
    private final Markup markup;
    private final Place place;

    private Images(Markup markup, Place place) {
        this.markup = markup;
        this.place = place;
    }

    /** For a page: relative addresses are relative to it, and all pictures on it share its time to wait. */
    public static Images of(HttpServletRequest request) {
        ServletContext application = request.getServletContext();
        return new Images(Pages.markup(application), Pages.place(application, request));
    }

    /** For what is written outside of any request: nothing waits. */
    public static Images of(ServletContext application) {
        return new Images(Pages.markup(application), new Place("/", PageBudget.none()));
    }

    /** A picture of an original; {@code src} as in the tag. */
    public Image image(String src) {
        return new Image(Picture.of(src));
    }

    /** A picture with its attributes. Immutable; every method that sets one gives another picture. */
    public final class Image {
        private final Picture picture;

        private Image(Picture picture) {
            this.picture = picture;
        }

        /**
         * With an attribute, as the tag takes it: an option by any of its names, {@code widths}, {@code placeholder}, or an
         * attribute of HTML.
         */
        public Image with(String attribute, String value) {
            return new Image(picture.with(attribute, value));
        }

        /** Width in CSS pixels. */
        public Image width(int pixels) {
            return with("width", Integer.toString(pixels));
        }

        /** Height in CSS pixels. */
        public Image height(int pixels) {
            return with("height", Integer.toString(pixels));
        }

        /** {@code contain}, {@code cover} or {@code scale}. */
        public Image fit(String mode) {
            return with("fit", mode);
        }

        /** 1 to 100. */
        public Image quality(int quality) {
            return with("quality", Integer.toString(quality));
        }

        /** By name: {@code webp}. */
        public Image format(String name) {
            return with("format", name);
        }

        /**
         * The URL, not escaped for HTML.
         *
         * @throws IllegalArgumentException an attribute that is not accepted; names it
         */
        public String url() {
            return written(() -> markup.url(picture, place));
        }

        /** The srcset, not escaped for HTML; throws as {@link #url}. */
        public String srcset() {
            return written(() -> markup.srcset(picture, place));
        }

        /** The img element; throws as {@link #url}. */
        public String img() {
            return written(() -> markup.img(picture, place));
        }

        /** The picture element; throws as {@link #url}. */
        public String picture() {
            return written(() -> markup.picture(picture, java.util.List.of(), place));
        }

        /** The size in CSS pixels, empty while it is not known; throws as {@link #url}. */
        public Optional<Size> size() {
            return written(() -> markup.size(picture, place));
        }

        private <T> T written(Writing<T> writing) {
            try {
                return writing.write();
            } catch (ImageException refusal) {
                throw new IllegalArgumentException(
                        "A picture with src \"" + picture.src() + "\": " + refusal.getMessage(), refusal);
            }
        }

        /** {@link #url}. */
        @Override
        public String toString() {
            return url();
        }
    }

    @FunctionalInterface
    private interface Writing<T> {
        T write() throws ImageException;
    }
}
