package dev.tomthumb.markup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259): objects, arrays, texts, numbers and truth values, {@code null} as a text of that name. Small
 * documents of our own make; anything else is refused.
 */
final class Json {
    private static final int MAX_DEPTH = 8;
    private static final int LONGEST = 1 << 16;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException not a JSON object, too long or nested too deeply */
    static Map<String, Object> object(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a document of " + text.length() + " characters");
        }
        Json json = new Json(text);
        Object value = json.value(0);
        json.blanks();
        if (!(value instanceof Map<?, ?> members) || json.at != text.length()) {
            throw new IllegalArgumentException("not one JSON object");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put(name.toString(), member));
        return object;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
        }
        blanks();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        blanks();
        if (ends('}')) {
            return members;
        }
        do {
            blanks();
            String name = string();
            blanks();
            expect(':');
            members.put(name, value(depth + 1));
        } while (goesOn('}'));
        return members;
    }

    private List<Object> items(int depth) {
        List<Object> items = new ArrayList<>();
        at++;
        blanks();
        if (ends(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (goesOn(']'));
        return items;
    }

    /** Whether it ends before its first item. */
    private boolean ends(char bracket) {
        if (peek() != bracket) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether another item must follow; what follows one is a comma or the end. */
    private boolean goesOn(char bracket) {
        blanks();
        char c = peek();
        if (c != ',' && c != bracket) {
            throw unexpected();
        }
        at++;
        return c == ',';
    }

    private String string() {
        expect('"');
        StringBuilder read = new StringBuilder();
        while (peek() != '"') {
            char c = peek();
            if (c < ' ') {
                throw unexpected();
            }
            at++;
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> hex();
            case '"', '\\', '/' -> c;
            default -> throw unexpected();
        };
    }

    private char hex() {
        int c = 0;
        for (int i = 0; i < 4; i++) {
            // HexFormat takes the digits of ASCII only, and no sign.
            if (!HexFormat.isHexDigit(peek())) {
                throw unexpected();
            }
            c = c << 4 | HexFormat.fromHexDigit(peek());
            at++;
        }
        return (char) c;
    }

    private Object word() {
        int from = at;
        while (at < text.length() && "{}[],:\" \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case "null" -> word;
            default -> number(word);
        };
    }

    private static BigDecimal number(String word) {
        if (word.length() > 40 || !word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            throw new IllegalArgumentException("no JSON value");
        }
        return new BigDecimal(word);
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("no JSON at character " + at);
    }
}
