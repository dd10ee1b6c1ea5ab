package dev.tomthumb.jsp;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import org.jspecify.annotations.Nullable;

/** {@code <t:source media="(max-width: 600px)" width="300" height="300" fit="cover"/>} in a {@link PictureTag}. */
public final class SourceTag extends PictureSupport {
    /** Which screens, as in HTML. */
    public void setMedia(@Nullable String media) {
        put("media", media);
    }

    @Override
    public void doTag() throws JspException {
        if (!(SimpleTagSupport.findAncestorWithClass(this, PictureTag.class) instanceof PictureTag picture)) {
            throw new JspException("The page " + Pages.path(page().getRequest())
                    + ": <t:source> stands in the body of <t:picture> only.");
        }
        picture.add(picture());
    }
}
