package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import dev.tomthumb.model.DotSegments;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the allow-list: imgproxy's prefix patterns, compared part by part, so that {@code https://example.com}
 * is not the beginning of {@code https://example.com.evil.org}.
 *
 * @param scheme {@code http} or {@code https}; empty = both
 * @param host lower case, {@code *} for any run of characters
 * @param port empty = the scheme's own; with the host {@code *}, every port
 * @param path the beginning of the decoded path, {@code *} for any run of characters but {@code /}
 */
record SourcePattern(Optional<String> scheme, String host, OptionalInt port, String path) {
    private static final Pattern FORM =
            Pattern.compile("(?:(https?)://)?([A-Za-z0-9.*_\\-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?(/[^?#]*)?");

    static SourcePattern read(String text) throws UnreadableException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw about(text, "is neither a host nor the beginning of an http or https URL");
        }
        String port = form.group(3);
        String path = form.group(4);
        return new SourcePattern(
                Optional.ofNullable(form.group(1)),
                form.group(2).toLowerCase(Locale.ROOT),
                port == null ? OptionalInt.empty() : OptionalInt.of(Readers.integer(port, 1, 65535)),
                path == null ? "/" : path);
    }

    boolean matches(URI address) {
        String itsScheme = lower(address.getScheme());
        boolean web = itsScheme.equals("http") || itsScheme.equals("https");
        return web
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && (scheme.isEmpty() || scheme.get().equals(itsScheme))
                && samePort(address, itsScheme)
                && matcher(host, ".*", lower(address.getHost())).matches()
                && pathBelow(address.getPath());
    }

    private boolean samePort(URI address, String itsScheme) {
        if (port.isEmpty() && host.equals("*")) {
            return true;
        }
        int usual = itsScheme.equals("https") ? 443 : 80;
        int itsPort = address.getPort() < 0 ? usual : address.getPort();
        return itsPort == port.orElse(usual);
    }

    private boolean pathBelow(String itsPath) {
        if (path.equals("/")) {
            return true;
        }
        // Some servers resolve dot segments behind our back, and would leave the permitted directory.
        return !DotSegments.in(itsPath) && matcher(path, "[^/]*", itsPath).lookingAt();
    }

    private static Matcher matcher(String pattern, String star, String text) {
        String[] literals = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < literals.length; i++) {
            regex.append(i == 0 ? "" : star).append(Pattern.quote(literals[i]));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text);
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
