package dev.tomthumb.jsp;

import dev.tomthumb.markup.Markup;
import dev.tomthumb.markup.Picture;
import dev.tomthumb.markup.Place;
import dev.tomthumb.model.ImageException;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.DynamicAttributes;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tag with an original and attributes of any name. */
abstract class PictureSupport extends SimpleTagSupport implements DynamicAttributes {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private String src = "";

    /** The original: see {@code docs/jsp.md}. */
    public void setSrc(@Nullable String src) {
        this.src = src == null ? "" : src;
    }

    @Override
    public void setDynamicAttribute(@Nullable String uri, String name, @Nullable Object value) throws JspException {
        String text = value == null ? "" : value.toString();
        if (name.equalsIgnoreCase("src")) {
            setSrc(text);
        } else {
            put(name, text);
        }
    }

    /** An attribute as the page has it. */
    final void put(String name, @Nullable String value) {
        attributes.put(name, value == null ? "" : value);
    }

    final Picture picture() {
        return new Picture(src, attributes);
    }

    final PageContext page() {
        return (PageContext) getJspContext();
    }

    /** Something written by {@link Markup}. */
    @FunctionalInterface
    interface Writing {
        String write(Markup markup, Place place) throws ImageException;
    }

    /** @param tag its name, for the refusal */
    final String written(String tag, Writing writing) throws JspException {
        Place place = Pages.place(page().getServletContext(), page().getRequest());
        try {
            return writing.write(Pages.markup(page().getServletContext()), place);
        } catch (ImageException refusal) {
            throw new JspException(
                    "The page " + place.path() + ", <t:" + tag + "> with src \"" + src + "\": " + refusal.getMessage(),
                    refusal);
        }
    }
}
