package dev.tomthumb.http.caching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A targeted field's value: a dictionary of structured fields (RFC 9213, section 2.1; RFC 8941, sections 3.2 and
 * 4.2.2). Unlike {@code Cache-Control} it is taken whole or not at all.
 *
 * <p>Directives have integers or no value; of other values only that they fit the grammar is looked at. They come out as
 * written, so that they are no numbers.
 */
final class TargetedField {
    private static final int MOST_INTEGER_DIGITS = 15;
    private static final int MOST_DECIMAL_DIGITS = 12;
    private static final int MOST_FRACTION_DIGITS = 3;

    private final String text;
    private int at;

    private TargetedField(String text) {
        this.text = text;
    }

    /** Thrown where the text fits no dictionary; never leaves this class. */
    private static final class Unparsable extends Exception {
        private static final long serialVersionUID = 1L;

        Unparsable() {
            super("no dictionary", null, false, false);
        }
    }

    /** The members by name; empty if the text is no dictionary. A member that is false is not there. */
    static Optional<Map<String, Optional<String>>> parse(String text) {
        try {
            return Optional.of(new TargetedField(text).dictionary());
        } catch (Unparsable noDictionary) {
            return Optional.empty();
        }
    }

    private Map<String, Optional<String>> dictionary() throws Unparsable {
        Map<String, Optional<String>> members = new LinkedHashMap<>();
        skip(" ");
        while (!ended()) {
            String key = key();
            String value = next('=') ? value() : "?1";
            parameters();
            // The last one counts (RFC 8941, section 4.2.2).
            members.remove(key);
            if (!value.equals("?0")) {
                members.put(key, value.equals("?1") ? Optional.empty() : Optional.of(value));
            }
            skip(" \t");
            if (ended()) {
                return members;
            }
            require(next(','));
            skip(" \t");
            require(!ended());
        }
        return members;
    }

    private String key() throws Unparsable {
        require(!ended() && (lower(text.charAt(at)) || text.charAt(at) == '*'));
        int begin = at;
        while (!ended() && (lower(text.charAt(at)) || digit(text.charAt(at)) || "_-.*".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String value() throws Unparsable {
        return !ended() && text.charAt(at) == '(' ? innerList() : bareItem();
    }

    private String innerList() throws Unparsable {
        int begin = at++;
        while (true) {
            skip(" ");
            require(!ended());
            if (next(')')) {
                return text.substring(begin, at);
            }
            bareItem();
            parameters();
            require(!ended() && " )".indexOf(text.charAt(at)) >= 0);
        }
    }

    private void parameters() throws Unparsable {
        while (next(';')) {
            skip(" ");
            key();
            if (next('=')) {
                bareItem();
            }
        }
    }

    private String bareItem() throws Unparsable {
        require(!ended());
        int begin = at;
        char first = text.charAt(at);
        if (first == '-' || digit(first)) {
            number();
        } else if (first == '"') {
            string();
        } else if (first == ':') {
            bytes();
        } else if (first == '?') {
            at++;
            require(next('0') || next('1'));
        } else {
            token();
        }
        return text.substring(begin, at);
    }

    private void number() throws Unparsable {
        next('-');
        int digits = digits();
        require(digits > 0);
        if (next('.')) {
            int fraction = digits();
            require(digits <= MOST_DECIMAL_DIGITS && fraction > 0 && fraction <= MOST_FRACTION_DIGITS);
        } else {
            require(digits <= MOST_INTEGER_DIGITS);
        }
    }

    private int digits() {
        int begin = at;
        while (!ended() && digit(text.charAt(at))) {
            at++;
        }
        return at - begin;
    }

    private void string() throws Unparsable {
        at++;
        while (!next('"')) {
            require(!ended());
            char c = text.charAt(at++);
            require(c >= ' ' && c <= '~');
            if (c == '\\') {
                require(next('"') || next('\\'));
            }
        }
    }

    private void bytes() throws Unparsable {
        at++;
        while (!next(':')) {
            require(!ended());
            char c = text.charAt(at++);
            require(lower(c) || upper(c) || digit(c) || "+/=".indexOf(c) >= 0);
        }
    }

    private void token() throws Unparsable {
        char first = text.charAt(at);
        require(lower(first) || upper(first) || first == '*');
        while (!ended() && inToken(text.charAt(at))) {
            at++;
        }
    }

    private static boolean inToken(char c) {
        return lower(c) || upper(c) || digit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean ended() {
        return at >= text.length();
    }

    private boolean next(char c) {
        boolean there = !ended() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void skip(String characters) {
        while (!ended() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static void require(boolean fits) throws Unparsable {
        if (!fits) {
            throw new Unparsable();
        }
    }
}
