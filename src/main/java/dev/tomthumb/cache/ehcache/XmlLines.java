package dev.tomthumb.cache.ehcache;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.xml.sax.SAXParseException;

/** The lines of a configuration file, to say where in it something is wrong. */
final class XmlLines {
    /** The namespace of Terracotta's elements. */
    private static final String CLUSTERED = "http://www.ehcache.org/v3/clustered";

    private final List<String> lines;

    private XmlLines(List<String> lines) {
        this.lines = lines;
    }

    /** The file's lines; none when it cannot be read, which its parser will say better. */
    static XmlLines of(URL url) {
        try (InputStream in = url.openStream()) {
            return new XmlLines(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            return new XmlLines(List.of());
        }
    }

    /** {@code file, line 7: }, or {@code file: } when {@code text} is nowhere. */
    String locate(String file, String text) {
        return located(file, 0, text);
    }

    /** As {@link #locate(String, String)}, behind the line that names a cache if both are there. */
    String locate(String file, String alias, String text) {
        int cache = Math.max(0, line(0, "alias=\"" + alias + '"'));
        return located(file, line(cache, text) < 0 ? 0 : cache, text);
    }

    private String located(String file, int from, String text) {
        int line = line(from, text);
        return line < 0 ? file + ": " : file + ", line " + (line + 1) + ": ";
    }

    /** The first line at or behind {@code from} that has a text, from 0; -1 if none has. */
    private int line(int from, String text) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether any line has a text. */
    boolean mention(String text) {
        return line(0, text) >= 0;
    }

    /** What a parser's failure means, with file and line. Ehcache and JAXB wrap the cause several times. */
    String explain(String file, Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
            if (cause instanceof SAXParseException at
                    && String.valueOf(at.getMessage()).contains(CLUSTERED + "\":cluster}")) {
                return file + ", line " + at.getLineNumber() + ": <tc:cluster> needs the client of a Terracotta server,"
                        + " ehcache-clustered-3.11.1.jar, which is not in this application's WEB-INF/lib.";
            }
            if (cause instanceof SAXParseException at) {
                return file + ", line " + at.getLineNumber() + ": " + sentence(at.getMessage());
            }
            if (cause instanceof FileNotFoundException) {
                return file + " is not there or must not be read; the setting tomthumb.cache.config names another one.";
            }
            if (cause instanceof ClassNotFoundException missing) {
                // Ehcache tries an inner class last and reports that name.
                String type = String.valueOf(missing.getMessage()).replace('$', '.');
                return locate(file, type) + "there is no class " + type + ".";
            }
            if (String.valueOf(cause.getMessage()).startsWith("Tiering Inversion")) {
                return locate(file, "<offheap")
                        + "<offheap> must be smaller than <disk>, which holds everything that <offheap> holds.";
            }
            if (cause instanceof IllegalStateException
                    && String.valueOf(cause.getMessage()).contains("${")) {
                return locate(file, "${") + sentence(cause.getMessage())
                        + " Only system properties are known here. The cache's directory is not set in this file but by"
                        + " the setting tomthumb.cache.dir: leave <persistence> out.";
            }
        }
        return file + ": " + sentence(innermost.getMessage());
    }

    private static String sentence(@org.jspecify.annotations.Nullable String message) {
        String text = String.valueOf(message).strip();
        return text.endsWith(".") || text.endsWith("!") ? text : text + ".";
    }
}
