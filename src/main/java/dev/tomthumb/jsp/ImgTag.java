package dev.tomthumb.jsp;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryUrls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.DynamicAttributes;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code <t:img src="/photos/cat.jpg" width="320" alt="A cat"/>}: an {@code <img>} whose URL asks for a rendition in
 * the query language, signed when a key is set. Attributes it does not know are written as they are.
 *
 * <p>While the product has not started the tag writes the original's URL, so that a page never breaks on us.
 */
public final class ImgTag extends SimpleTagSupport implements DynamicAttributes {
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]*");

    private static final QueryUrls NOT_STARTED = new QueryUrls(QueryConfig.of(List.of(), false));

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> passedOn = new LinkedHashMap<>();
    private String src = "";

    /** Path of the original relative to the context, not percent-encoded; begins with a slash. */
    public void setSrc(String src) {
        this.src = src;
    }

    /** Width in CSS pixels. */
    public void setWidth(String width) {
        parameters.put("w", width);
    }

    /** Height in CSS pixels. */
    public void setHeight(String height) {
        parameters.put("h", height);
    }

    /** How the picture meets the box: {@code contain}, {@code cover} or {@code scale}. */
    public void setFit(String fit) {
        parameters.put("fit", fit);
    }

    /** Quality, 1 to 100. */
    public void setQuality(String quality) {
        parameters.put("q", quality);
    }

    /** File format by name. */
    public void setFormat(String format) {
        parameters.put("fm", format);
    }

    @Override
    public void setDynamicAttribute(@Nullable String uri, String name, @Nullable Object value) throws JspException {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw new JspException("<t:img>: \"" + name + "\" cannot be the name of an HTML attribute.");
        }
        passedOn.put(name, value == null ? "" : value.toString());
    }

    @Override
    public void doTag() throws JspException, IOException {
        if (!src.startsWith("/") || src.startsWith("//")) {
            throw new JspException("<t:img>: the attribute src takes a path of this application that begins with one /,"
                    + " not \"" + src + "\".");
        }
        PageContext page = (PageContext) getJspContext();
        String contextPath = ((HttpServletRequest) page.getRequest()).getContextPath();
        StringBuilder html = new StringBuilder("<img");
        attribute(html, "src", contextPath + url(page));
        // Both sides, or the browser would stretch a picture whose aspect it does not know yet.
        if (parameters.containsKey("w") && parameters.containsKey("h")) {
            attribute(html, "width", parameters.getOrDefault("w", ""));
            attribute(html, "height", parameters.getOrDefault("h", ""));
        }
        passedOn.forEach((name, value) -> attribute(html, name, value));
        page.getOut().write(html.append('>').toString());
    }

    private String url(PageContext page) {
        return page.getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb tomthumb
                ? tomthumb.queryUrls().url(src, parameters)
                : NOT_STARTED.url(src, Map.of());
    }

    private static void attribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"").append(Html.escaped(value)).append('"');
    }
}
