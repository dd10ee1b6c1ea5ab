package dev.tomthumb.engine.warm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a list of URLs or of an access log, and what it says. */
sealed interface LogLine {
    /**
     * A URL: path and query, perhaps with scheme and host in front.
     *
     * @param listed whether it stands there alone, so that it is meant to be one of a picture
     */
    record Url(String text, boolean listed) implements LogLine {}

    /** Nothing to warm: a comment, another method, an error. */
    record Passed() implements LogLine {}

    /** No line of a form that is read here. */
    record Wrong() implements LogLine {}

    /**
     * Reads lines one after the other, each by its own form: a URL; Tomcat's {@code common} and {@code combined}
     * patterns, which begin with them; CloudFront's standard log of 33 fields separated by tabs, or of those that its
     * {@code #Fields:} line names.
     */
    final class Reader {
        /** {@code %h %l %u %t "} of a user whose name may hold blanks. */
        private static final Pattern HEAD = Pattern.compile("\\S+ \\S+ .{1,256}? \\[[^\\]]{1,64}] \"");

        /** {@code %s} and whatever follows. */
        private static final Pattern STATUS = Pattern.compile(" ([0-9]{3})(?= |$)");

        private static final Pattern REQUEST = Pattern.compile("(\\S+) (\\S+) HTTP/[0-9.]+");
        private static final Pattern ADDRESS = Pattern.compile("(https?://[^/\\s]+)?/\\S*", Pattern.CASE_INSENSITIVE);
        private static final String FIELDS = "#Fields:";
        /** Where the standard log has them, counted from 0. */
        private static final Columns STANDARD = new Columns(5, 7, 11, 8);

        private Columns columns = STANDARD;

        /** Places of a CloudFront log's fields; -1 = it has none. */
        private record Columns(int method, int stem, int query, int status) {
            static Columns named(String line) {
                List<String> names = new ArrayList<>(
                        List.of(line.substring(FIELDS.length()).strip().split("\\s+")));
                return new Columns(
                        names.indexOf("cs-method"),
                        names.indexOf("cs-uri-stem"),
                        names.indexOf("cs-uri-query"),
                        names.indexOf("sc-status"));
            }

            boolean suffice() {
                return method >= 0 && stem >= 0 && status >= 0;
            }
        }

        /** What a line says, its end taken off. */
        LogLine read(String line) {
            if (line.isBlank()) {
                return new Passed();
            }
            if (line.startsWith("#")) {
                if (line.startsWith(FIELDS)) {
                    columns = Columns.named(line);
                }
                return new Passed();
            }
            if (ADDRESS.matcher(line.strip()).matches()) {
                return new Url(line.strip(), true);
            }
            return line.indexOf('\t') >= 0 ? cloudFront(line) : common(line);
        }

        private static LogLine common(String line) {
            Matcher head = HEAD.matcher(line);
            if (!head.lookingAt()) {
                return new Wrong();
            }
            int end = closingQuote(line, head.end());
            Matcher status = STATUS.matcher(line);
            if (end < 0 || !status.find(end) || status.start() != end + 1) {
                return new Wrong();
            }
            Matcher request = REQUEST.matcher(line.substring(head.end(), end));
            if (!request.matches()) {
                // A connection that was closed before it asked leaves "-".
                return new Passed();
            }
            return got(request.group(1), status.group(1)) ? url(request.group(2)) : new Passed();
        }

        /** Where {@code %r} ends, a quote inside of which is escaped; -1 = nowhere. */
        private static int closingQuote(String line, int from) {
            for (int i = from; i < line.length(); i++) {
                if (line.charAt(i) == '\\') {
                    i++;
                } else if (line.charAt(i) == '"') {
                    return i;
                }
            }
            return -1;
        }

        private LogLine cloudFront(String line) {
            String[] fields = line.split("\t", -1);
            int most =
                    Math.max(Math.max(columns.method(), columns.stem()), Math.max(columns.query(), columns.status()));
            if (!columns.suffice() || fields.length <= most) {
                return new Wrong();
            }
            if (!got(fields[columns.method()], fields[columns.status()])) {
                return new Passed();
            }
            String query = columns.query() < 0 ? "-" : fields[columns.query()];
            return url(fields[columns.stem()] + (query.equals("-") ? "" : "?" + query));
        }

        /** Whether somebody was shown a picture: sent now, or known already. */
        private static boolean got(String method, String status) {
            return method.equals("GET") && (status.equals("200") || status.equals("304"));
        }

        private static LogLine url(String text) {
            return ADDRESS.matcher(text).matches() ? new Url(text, false) : new Passed();
        }
    }
}
