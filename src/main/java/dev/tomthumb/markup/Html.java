package dev.tomthumb.markup;

/** Text into HTML. */
public final class Html {
    private Html() {}

    /** Right in element content and in attribute values between either kind of quote. */
    public static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    /** Adds {@code name="value"} with a blank before it. */
    static void attribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }
}
