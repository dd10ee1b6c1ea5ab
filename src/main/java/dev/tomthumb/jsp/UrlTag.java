package dev.tomthumb.jsp;

import dev.tomthumb.markup.AttributeCheck;
import dev.tomthumb.markup.Html;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.PageContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <t:url src="/photos/cat.jpg" width="1200" var="large"/>}: the URL of a rendition. */
public final class UrlTag extends PictureSupport {
    private static final Map<String, Integer> SCOPES = Map.of(
            "page", PageContext.PAGE_SCOPE,
            "request", PageContext.REQUEST_SCOPE,
            "session", PageContext.SESSION_SCOPE,
            "application", PageContext.APPLICATION_SCOPE);

    private @Nullable String var;
    private String scope = "page";

    /** The name of the attribute that takes the URL. */
    public void setVar(String var) {
        this.var = var;
    }

    /** Where that attribute lies. */
    public void setScope(String scope) {
        this.scope = scope;
    }

    /** Options only: there is no element that could have an attribute of HTML. */
    @Override
    public void setDynamicAttribute(@Nullable String uri, String name, @Nullable Object value) throws JspException {
        Optional<String> unknown = AttributeCheck.unknown(name).filter(mistake -> !name.equalsIgnoreCase("src"));
        if (unknown.isPresent()) {
            throw new JspException("The page " + Pages.path(page().getRequest()) + ", <t:url>: " + unknown.get());
        }
        super.setDynamicAttribute(uri, name, value);
    }

    @Override
    public void doTag() throws JspException, IOException {
        Integer where = SCOPES.get(scope);
        if (where == null) {
            throw new JspException("The page " + Pages.path(page().getRequest())
                    + ", <t:url>: the attribute scope takes page, request, session or application.");
        }
        String url = written("url", (markup, place) -> markup.url(picture(), place));
        if (var == null) {
            page().getOut().write(Html.escaped(url));
        } else {
            page().setAttribute(var, url, where);
        }
    }
}
