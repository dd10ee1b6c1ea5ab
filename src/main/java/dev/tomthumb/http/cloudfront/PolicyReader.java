package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a custom policy: JSON (RFC 8259) of one shape. What does not belong there is refused and not skipped, for a
 * condition that is not understood cannot be met.
 */
final class PolicyReader {
    private final String text;
    private int at;

    private @Nullable ResourcePattern resource;
    private @Nullable Instant end;
    private @Nullable Instant start;
    private @Nullable AddressRange from;

    private PolicyReader(String text) {
        this.text = text;
    }

    /** @throws ImageException it is not of that shape */
    static Policy read(String text) throws ImageException {
        PolicyReader reader = new PolicyReader(text);
        reader.object(reader::statements);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw Refusals.policy("has something behind its end");
        }
        return reader.policy();
    }

    private Policy policy() throws ImageException {
        if (end == null) {
            throw Refusals.policy("has no DateLessThan");
        }
        return new Policy(
                resource == null ? ResourcePattern.ANYTHING : resource,
                end,
                Optional.ofNullable(start),
                Optional.ofNullable(from));
    }

    private void statements(String name) throws ImageException {
        requireName(name, "Statement");
        expect('[');
        object(this::statement);
        if (has(',')) {
            throw Refusals.policy("has several statements");
        }
        expect(']');
    }

    private void statement(String name) throws ImageException {
        if (name.equals("Condition")) {
            object(this::condition);
            return;
        }
        requireName(name, "Resource");
        ResourcePattern read = new ResourcePattern(string());
        if (!read.isAbsolute()) {
            throw Refusals.policy("has a Resource that begins with none of http://, https:// and *");
        }
        resource = read;
    }

    private void condition(String name) throws ImageException {
        switch (name) {
            case "DateLessThan" -> object(inner -> end = time(inner));
            case "DateGreaterThan" -> object(inner -> start = time(inner));
            case "IpAddress" -> object(inner -> from = addresses(inner));
            default -> throw unknown(name);
        }
    }

    private Instant time(String name) throws ImageException {
        requireName(name, "AWS:EpochTime");
        skipBlanks();
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return EpochTime.read(text.substring(begin, at))
                .orElseThrow(() -> Refusals.policy("has an AWS:EpochTime that is not a whole number of seconds"));
    }

    private AddressRange addresses(String name) throws ImageException {
        requireName(name, "AWS:SourceIp");
        return AddressRange.read(string())
                .orElseThrow(() -> Refusals.policy("has an AWS:SourceIp that is no address such as 192.0.2.0/24"));
    }

    private static void requireName(String name, String expected) throws ImageException {
        if (!name.equals(expected)) {
            throw unknown(name);
        }
    }

    private static ImageException unknown(String name) {
        return Refusals.policy("has " + Refusals.quoted(name) + " where there is no such name");
    }

    // ---- JSON

    /** Reads the value of a member whose name has been read. */
    @FunctionalInterface
    private interface Member {
        void read(String name) throws ImageException;
    }

    /** No object of a policy is empty. */
    private void object(Member member) throws ImageException {
        expect('{');
        Set<String> seen = new HashSet<>();
        do {
            String name = string();
            if (!seen.add(name)) {
                throw Refusals.policy("says " + Refusals.quoted(name) + " twice");
            }
            expect(':');
            member.read(name);
        } while (take(','));
        expect('}');
    }

    private String string() throws ImageException {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return out.toString();
            }
            if (next < ' ') {
                throw Refusals.policy("has a control character in a string");
            }
            out.append(next == '\\' ? escaped() : next);
        }
        throw Refusals.policy("ends within a string");
    }

    private char escaped() throws ImageException {
        char kind = at < text.length() ? text.charAt(at++) : ' ';
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw Refusals.policy("has an escape that JSON does not know");
        };
    }

    private char unit() throws ImageException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw Refusals.policy("has an escape that JSON does not know");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void expect(char wanted) throws ImageException {
        if (!take(wanted)) {
            throw Refusals.policy("is not JSON of that shape: " + wanted + " is missing at character " + at);
        }
    }

    private boolean take(char wanted) {
        boolean taken = has(wanted);
        if (taken) {
            at++;
        }
        return taken;
    }

    private boolean has(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
