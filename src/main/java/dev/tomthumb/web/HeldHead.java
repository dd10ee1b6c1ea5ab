package dev.tomthumb.web;

import dev.tomthumb.model.Fields;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Status and fields of an answer that is held back. The container cannot keep them for us: what has been set on its response
 * cannot be taken away again by name, and the answer that is sent in the end may be another one.
 */
final class HeldHead {
    private final DeclaredType type;
    private final List<Fields.Line> lines = new ArrayList<>();
    /**
     * Those that were set, and so take the place of what a filter in front has said; others stand beside it. {@code Vary}
     * does in any case: shared caches must know all that is varied by.
     */
    private final SortedSet<String> replacing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private int status = HttpServletResponse.SC_OK;
    private long declaredLength = -1;
    private @Nullable String error;

    /** @param type set by whoever owns it, and a part of the head */
    HeldHead(DeclaredType type) {
        this.type = type;
    }

    /** All fields, those included that have a place of their own here. */
    Fields fields() {
        List<Fields.Line> all = new ArrayList<>(lines);
        String contentType = type.contentType();
        if (contentType != null) {
            all.add(new Fields.Line("Content-Type", contentType));
        }
        if (declaredLength >= 0) {
            all.add(new Fields.Line("Content-Length", Long.toString(declaredLength)));
        }
        return new Fields(all);
    }

    int status() {
        return status;
    }

    void setStatus(int status) {
        this.status = status;
    }

    /** The message of {@code sendError}, if it was called. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    void setError(int status, @Nullable String message) {
        this.status = status;
        this.error = message == null ? "" : message;
    }

    /** @param length negative = not said */
    void setContentLength(long length) {
        declaredLength = length;
    }

    /** Whether a body of this size is as long as the application said. */
    boolean isLengthOf(int size) {
        return declaredLength < 0 || declaredLength == size;
    }

    /** Instead of what was there under this name; null or empty = nothing. */
    void set(String name, @Nullable String value) {
        if (isContentLength(name)) {
            declaredLength = length(value);
            return;
        }
        lines.removeIf(line -> line.is(name));
        if (value != null && !value.isEmpty()) {
            lines.add(new Fields.Line(name, oneLine(value)));
            if (!name.equalsIgnoreCase("Vary")) {
                replacing.add(name);
            }
        }
    }

    /** Beside what is there under this name; null = nothing. */
    void add(String name, @Nullable String value) {
        if (isContentLength(name)) {
            declaredLength = length(value);
        } else if (value != null) {
            lines.add(new Fields.Line(name, oneLine(value)));
        }
    }

    private static boolean isContentLength(String name) {
        return name.equalsIgnoreCase("Content-Length");
    }

    private static long length(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    /** What the container would do with a line end: nothing of an answer can begin a second one. */
    private static String oneLine(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf('\0') < 0
                ? value
                : value.replaceAll("[\\r\\n\\x00]", " ");
    }

    void clear() {
        lines.clear();
        replacing.clear();
        status = HttpServletResponse.SC_OK;
        declaredLength = -1;
        error = null;
    }

    /**
     * Sets all of it on {@code target}; an error is sent by that.
     *
     * @param more fields of our own, each instead of the application's
     */
    void sendTo(HttpServletResponse target, Fields more) throws IOException {
        sendLinesTo(target);
        for (Fields.Line line : more.lines()) {
            target.setHeader(line.name(), line.value());
        }
        type.declareOn(target);
        if (error != null) {
            target.sendError(status, error.isEmpty() ? null : error);
            return;
        }
        target.setStatus(status);
        if (declaredLength >= 0) {
            target.setContentLengthLong(declaredLength);
        }
    }

    private void sendLinesTo(HttpServletResponse target) {
        Set<String> left = new TreeSet<>(replacing);
        for (Fields.Line line : lines) {
            if (left.remove(line.name())) {
                target.setHeader(line.name(), line.value());
            } else {
                target.addHeader(line.name(), line.value());
            }
        }
    }
}
