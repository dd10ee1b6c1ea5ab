package dev.tomthumb.http.caching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a list field (RFC 9110, section 5.6.1), whose commas may stand inside quoted strings. */
final class Members {
    private Members() {}

    /** The members without white space around them; empty ones are left out. A quote that never ends takes the rest. */
    static List<String> of(String value) {
        List<String> members = new ArrayList<>();
        int begin = 0;
        boolean quoted = false;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                add(members, value.substring(begin, at));
                begin = at + 1;
            }
        }
        add(members, value.substring(begin));
        return members;
    }

    private static void add(List<String> members, String member) {
        String stripped = member.strip();
        if (!stripped.isEmpty()) {
            members.add(stripped);
        }
    }

    /**
     * A directive.
     *
     * @param name as written, without white space around it
     * @param argument without its quotes
     */
    record Pair(String name, Optional<String> argument) {}

    /**
     * Takes a member apart at its first {@code =}. White space before it is no part of the name, so that
     * {@code max-age =1x} still says that there is a bad {@code max-age}; white space behind it stays, so that it is no
     * number.
     */
    static Pair pair(String member) {
        int equals = member.indexOf('=');
        if (equals < 0) {
            return new Pair(member, Optional.empty());
        }
        String argument = member.substring(equals + 1);
        boolean spaced = equals > 0 && Character.isWhitespace(member.charAt(equals - 1));
        return new Pair(member.substring(0, equals).strip(), Optional.of(spaced ? " " + argument : unquoted(argument)));
    }

    private static String unquoted(String argument) {
        boolean quoted = argument.length() >= 2 && argument.startsWith("\"") && argument.endsWith("\"");
        if (!quoted) {
            return argument;
        }
        StringBuilder text = new StringBuilder(argument.length());
        for (int at = 1; at < argument.length() - 1; at++) {
            char c = argument.charAt(at);
            boolean escapes = c == '\\' && at + 1 < argument.length() - 1;
            text.append(escapes ? argument.charAt(++at) : c);
        }
        return text.toString();
    }
}
