package dev.tomthumb.codec.svg;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** XML being written. Names come from a reader that has checked them; all other text is escaped. */
final class SvgText {
    private final StringBuilder out = new StringBuilder(4096);
    private boolean open;

    void begin(@Nullable String prefix, String name) {
        close();
        out.append('<');
        name(prefix, name);
        open = true;
    }

    /** Of the element that was begun last. */
    void attribute(@Nullable String prefix, String name, String value) {
        out.append(' ');
        name(prefix, name);
        out.append("=\"");
        escape(value, true);
        out.append('"');
    }

    void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        close();
        escape(text, false);
    }

    /** A style sheet. */
    void style(@Nullable String prefix, String css) {
        begin(prefix, "style");
        text(css);
        end(prefix, "style");
    }

    void end(@Nullable String prefix, String name) {
        if (open) {
            out.append("/>");
            open = false;
            return;
        }
        out.append("</");
        name(prefix, name);
        out.append('>');
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void close() {
        if (open) {
            out.append('>');
            open = false;
        }
    }

    private void name(@Nullable String prefix, String name) {
        if (prefix != null && !prefix.isEmpty()) {
            out.append(prefix).append(':');
        }
        out.append(name);
    }

    private void escape(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\n', '\t' -> {
                    // In an attribute they would become spaces.
                    out.append(inAttribute ? "&#" + (int) c + ";" : String.valueOf(c));
                }
                default -> out.append(c);
            }
        }
    }
}
