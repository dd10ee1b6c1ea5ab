package dev.tomthumb.codec.svg;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of style sheets and style attributes what loads or runs something. */
final class CssRules {
    /**
     * What leads out of the file. A browser closes it at the end of the style sheet where nothing else does. Blanks are
     * never given back: one of them is not where it leads to.
     */
    private static final Pattern URL = Pattern.compile(
            "url\\(\\s*+[\"']?+\\s*+(?!#|data:image/|data:font/|data:application/(?:x-)?font)[^)]*+\\)?+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IMPORT = Pattern.compile("@import[^;}]*+;?+", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(?:\\*/|$)", Pattern.DOTALL);
    /** CSS Syntax, section 4.3.7; CR and LF are one blank. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([0-9a-fA-F]{1,6})(?:\\r\\n|\\s)?|(.))", Pattern.DOTALL);
    /** Looked for only where blanks begin: from each of many blanks the same way would be gone again. */
    private static final Pattern BLANKS_BEFORE_SIGN = Pattern.compile("(?<!\\s)\\s++(?=[(:])");
    /** After comments are gone and escapes are read: what must not be left. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "@import|expression\\(|javascript:|vbscript:|-moz-binding|behavior:|image-set\\(|src\\(|" + URL.pattern());

    private CssRules() {}

    /** The same without what loads or runs something; empty if that cannot be told apart from the rest. */
    static String harmless(String css) {
        if (!mayLoad(css)) {
            return css;
        }
        String bare = COMMENT.matcher(css).replaceAll("");
        String cleaned = IMPORT.matcher(URL.matcher(bare).replaceAll("none")).replaceAll("");
        String read =
                BLANKS_BEFORE_SIGN.matcher(unescaped(cleaned)).replaceAll("").toLowerCase(Locale.ROOT);
        return FORBIDDEN.matcher(read).find() ? "" : cleaned;
    }

    /** Most style sheets have none of these characters. */
    private static boolean mayLoad(String css) {
        return css.indexOf('(') >= 0 || css.indexOf('@') >= 0 || css.indexOf('\\') >= 0 || css.indexOf(':') >= 0;
    }

    private static String unescaped(String css) {
        return ESCAPE.matcher(css).replaceAll(CssRules::character);
    }

    private static String character(java.util.regex.MatchResult escape) {
        String hex = escape.group(1);
        if (hex == null) {
            return Matcher.quoteReplacement(escape.group(2));
        }
        int code = Integer.parseInt(hex, 16);
        return Character.isValidCodePoint(code) ? Matcher.quoteReplacement(Character.toString(code)) : "";
    }
}
