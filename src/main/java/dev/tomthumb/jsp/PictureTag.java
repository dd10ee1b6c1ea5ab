package dev.tomthumb.jsp;

import dev.tomthumb.markup.Picture;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.JspFragment;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <t:picture src="/photos/cat.jpg" width="320"/>}: a source for every format, and an {@code <img>}. */
public final class PictureTag extends PictureSupport {
    private final List<Picture> sources = new ArrayList<>();

    /** Formats beside the one of the img, best first. */
    public void setFormats(@Nullable String formats) {
        put("formats", formats);
    }

    /** A source of its body. */
    void add(Picture source) {
        sources.add(source);
    }

    @Override
    public void doTag() throws JspException, IOException {
        JspFragment body = getJspBody();
        if (body != null) {
            // Between the sources stands white space only, which does not matter.
            body.invoke(Writer.nullWriter());
        }
        page().getOut().write(written("picture", (markup, place) -> markup.picture(picture(), sources, place)));
    }
}
