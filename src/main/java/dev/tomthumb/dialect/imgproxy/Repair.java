package dev.tomthumb.dialect.imgproxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what proxies and browsers do to a path before it gets here (imgproxy features, section 2): they escape the
 * colons of options and collapse the slashes behind a scheme. The repaired text is what a signature is made over.
 */
final class Repair {
    private static final String PLAIN = "plain/";
    private static final Pattern COLLAPSED = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*+):/([^/].*)", Pattern.DOTALL);

    private Repair() {}

    /** @param path what follows the signature and its slash */
    static String repaired(String path) {
        int plain = path.startsWith(PLAIN) ? 0 : path.indexOf("/" + PLAIN) + 1;
        if (plain == 0 && !path.startsWith(PLAIN)) {
            return colons(path);
        }
        int source = plain + PLAIN.length();
        return colons(path.substring(0, plain)) + PLAIN + slashes(path.substring(source));
    }

    private static String colons(String options) {
        return options.replace("%3A", ":");
    }

    private static String slashes(String source) {
        Matcher collapsed = COLLAPSED.matcher(source);
        if (!collapsed.matches()) {
            return source;
        }
        String scheme = collapsed.group(1);
        return scheme + ("local".equals(scheme) ? ":///" : "://") + collapsed.group(2);
    }
}
