package dev.tomthumb.web;

import dev.tomthumb.http.HttpDates;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's request on its way to the application through the cache: with conditions of ours instead of his, if there
 * is something to be confirmed, and with an eye on asynchronous mode, in which nothing can be held back.
 */
final class OwnQuestion extends HttpServletRequestWrapper {
    private static final Set<String> REPLACED = Set.of(
            "if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range", "range");

    private final Map<String, String> conditions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final boolean replacing;
    private final Asynchronous asynchronous;
    private boolean wentAsync;

    /** Told before the application's request goes on without this thread. */
    @FunctionalInterface
    interface Asynchronous {
        void begins();
    }

    /** The application wants to go on without this thread, and its answer to our own question could not be waited for. */
    static final class CannotWait extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        CannotWait() {
            super("an answer to a question of the cache cannot be given asynchronously");
        }
    }

    private OwnQuestion(
            HttpServletRequest request, boolean replacing, Map<String, String> conditions, Asynchronous asynchronous) {
        super(request);
        this.replacing = replacing;
        this.conditions.putAll(conditions);
        this.asynchronous = asynchronous;
    }

    /** The visitor's own request. */
    static OwnQuestion asVisitor(HttpServletRequest request, Asynchronous asynchronous) {
        return new OwnQuestion(request, false, Map.of(), asynchronous);
    }

    /**
     * The request as one for the whole representation, unless it is still the one that is stored.
     *
     * @param conditions fields of a conditional request; empty = none
     */
    static OwnQuestion conditional(
            HttpServletRequest request, Map<String, String> conditions, Asynchronous asynchronous) {
        return new OwnQuestion(request, true, conditions, asynchronous);
    }

    /** Whether the application went on asynchronously. */
    boolean wentAsync() {
        return wentAsync;
    }

    private boolean ours(String name) {
        return replacing && REPLACED.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return ours(name) ? conditions.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!ours(name)) {
            return super.getHeaders(name);
        }
        String value = conditions.get(name);
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }

    @Override
    public long getDateHeader(String name) {
        if (!ours(name)) {
            return super.getDateHeader(name);
        }
        String value = conditions.get(name);
        return value == null
                ? -1
                : HttpDates.parse(value, Instant.EPOCH).map(Instant::toEpochMilli).orElse(-1L);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : Collections.list(super.getHeaderNames())) {
            if (!ours(name)) {
                names.add(name);
            }
        }
        names.addAll(conditions.keySet());
        return Collections.enumeration(names);
    }

    @Override
    public AsyncContext startAsync() {
        begin();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        begin();
        return super.startAsync(request, response);
    }

    private void begin() {
        if (!conditions.isEmpty()) {
            throw new CannotWait();
        }
        wentAsync = true;
        asynchronous.begins();
    }
}
