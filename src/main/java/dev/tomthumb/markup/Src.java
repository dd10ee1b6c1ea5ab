package dev.tomthumb.markup;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code src} turns out to be. */
sealed interface Src {
    /** Longer than any URL that is served. */
    int LONGEST = 8192;

    /** What may stand raw in a query (RFC 3986, section 3.4), escapes included. */
    String QUERY_CHARACTERS = "%&=;/?:@!$()*+,";

    Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*+):.*", Pattern.DOTALL);

    Pattern EXTENSION = Pattern.compile(".*\\.[A-Za-z][A-Za-z0-9]{1,4}", Pattern.DOTALL);

    /**
     * A path of the application that makes the pictures.
     *
     * @param path decoded, without dot segments
     * @param query of a page that makes pictures, percent-encoded; empty for a file
     */
    record Local(String path, String query) implements Src {}

    /** An original by its address. */
    record Named(SourceRef source) implements Src {}

    /** Somebody else's picture, which is shown as it is. */
    record Foreign(String url) implements Src {}

    /** Nothing that belongs on a page; {@code why} is a sentence. */
    record Refused(String why) implements Src {}

    /** Reads addresses that URLs may name. */
    @FunctionalInterface
    interface Names {
        /** @throws dev.tomthumb.model.ImageException it is none, or none that may be named */
        SourceRef read(String text) throws dev.tomthumb.model.ImageException;
    }

    /**
     * @param text as the author wrote it, or whoever filled his database
     * @param page the path of the page, which relative ones are relative to
     */
    static Src of(String text, String page, Names names) {
        String src = text.strip();
        if (src.isEmpty()) {
            return new Refused("It is empty.");
        }
        if (src.length() > LONGEST || UrlText.hasControls(src)) {
            return new Refused("It holds a control character or has more than " + LONGEST + " characters.");
        }
        if (src.startsWith("//")) {
            return new Foreign(src);
        }
        Matcher scheme = SCHEME.matcher(src);
        if (scheme.matches()) {
            return named(src, scheme.group(1).toLowerCase(Locale.ROOT), names);
        }
        return local(src.startsWith("/") ? src : page.substring(0, page.lastIndexOf('/') + 1) + src);
    }

    private static Src named(String src, String scheme, Names names) {
        boolean web = scheme.equals("http") || scheme.equals("https");
        try {
            return new Named(names.read(src));
        } catch (dev.tomthumb.model.ImageException refusal) {
            return web ? new Foreign(src) : new Refused(String.valueOf(refusal.getMessage()));
        }
    }

    private static Src local(String src) {
        int question = src.indexOf('?');
        if (question >= 0 && isQuery(src.substring(question + 1))) {
            String query = UrlText.encoded(src.substring(question + 1), QUERY_CHARACTERS);
            return new Local(plain(src.substring(0, question)), query);
        }
        return new Local(plain(src), "");
    }

    /** A question mark can be a part of a file's name, which has its extension behind it: {@code who?.jpg}. */
    private static boolean isQuery(String text) {
        return text.indexOf('=') > 0 || !EXTENSION.matcher(text).matches();
    }

    /** As browsers read it (RFC 3986, section 5.2.4): a path that leads out of the root stays there. */
    private static String plain(String path) {
        if (!path.contains("/.") && !path.contains("//")) {
            return path.startsWith("/") ? path : "/" + path;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".") && !segment.isEmpty()) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
