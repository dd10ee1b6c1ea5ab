package dev.tomthumb.jsp;

import jakarta.servlet.jsp.JspException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code <t:img src="/photos/cat.jpg" width="320" alt="A cat"/>}: an {@code <img>} whose URLs ask for renditions, signed
 * when a key is set, with the size of what will come.
 *
 * <p>While the product has not started the tag writes the original's URL, so that a page never breaks on us.
 */
public final class ImgTag extends PictureSupport {
    /** Width in CSS pixels. */
    public void setWidth(@Nullable String width) {
        put("width", width);
    }

    /** Height in CSS pixels. */
    public void setHeight(@Nullable String height) {
        put("height", height);
    }

    /** How the picture meets the box: {@code contain}, {@code cover} or {@code scale}. */
    public void setFit(@Nullable String fit) {
        put("fit", fit);
    }

    /** Quality, 1 to 100. */
    public void setQuality(@Nullable String quality) {
        put("quality", quality);
    }

    /** File format by name. */
    public void setFormat(@Nullable String format) {
        put("format", format);
    }

    /** Widths of the srcset, {@code auto} or {@code none}. */
    public void setWidths(@Nullable String widths) {
        put("widths", widths);
    }

    /** Pixel densities of the srcset, or {@code none}. */
    public void setDensities(@Nullable String densities) {
        put("densities", densities);
    }

    /** How wide the picture is shown, as in HTML. */
    public void setSizes(@Nullable String sizes) {
        put("sizes", sizes);
    }

    /** The text in its place. */
    public void setAlt(@Nullable String alt) {
        put("alt", alt);
    }

    /** {@code lazy} or {@code eager}. */
    public void setLoading(@Nullable String loading) {
        put("loading", loading);
    }

    /** {@code async}, {@code sync} or {@code auto}. */
    public void setDecoding(@Nullable String decoding) {
        put("decoding", decoding);
    }

    /** {@code color}, {@code tiny}, {@code blurhash}, {@code thumbhash} or {@code none}. */
    public void setPlaceholder(@Nullable String placeholder) {
        put("placeholder", placeholder);
    }

    /** Words by which the renditions can be purged. */
    public void setTags(@Nullable String tags) {
        put("tags", tags);
    }

    /** How long the URL holds at least. */
    public void setExpires(@Nullable String expires) {
        put("expires", expires);
    }

    @Override
    public void doTag() throws JspException, IOException {
        page().getOut().write(written("img", (markup, place) -> markup.img(picture(), place)));
    }
}
