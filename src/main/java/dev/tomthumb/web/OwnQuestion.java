package dev.tomthumb.web;

import dev.tomthumb.http.HttpDates;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
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
    private final Map<String, String> conditions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final boolean replacing;
    private final boolean behind;
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
            HttpServletRequest request,
            boolean replacing,
            Map<String, String> conditions,
            boolean behind,
            Asynchronous asynchronous) {
        super(request);
        this.replacing = replacing;
        this.behind = behind;
        this.conditions.putAll(conditions);
        this.asynchronous = asynchronous;
    }

    /** The visitor's own request. */
    static OwnQuestion asVisitor(HttpServletRequest request, Asynchronous asynchronous) {
        return new OwnQuestion(request, false, Map.of(), false, asynchronous);
    }

    /**
     * The request as one for the whole representation, unless it is still the one that is stored.
     *
     * @param conditions fields of a conditional request; empty = none
     * @param behind whether the visitor has been answered already, and his connection may be gone
     */
    static OwnQuestion conditional(
            HttpServletRequest request, Map<String, String> conditions, boolean behind, Asynchronous asynchronous) {
        return new OwnQuestion(request, true, conditions, behind, asynchronous);
    }

    /** Whether the application went on asynchronously. */
    boolean wentAsync() {
        return wentAsync;
    }

    private boolean ours(String name) {
        return replacing && ResponseTargets.NARROWING.contains(name.toLowerCase(Locale.ROOT));
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
                : HttpDates.parse(value, Instant.EPOCH)
                        .map(Instant::toEpochMilli)
                        .orElse(-1L);
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
    public ServletInputStream getInputStream() throws IOException {
        return behind ? new NoBody() : super.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return behind ? new BufferedReader(Reader.nullReader()) : super.getReader();
    }

    private static final class NoBody extends ServletInputStream {
        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("there is no body, and nobody waits for it");
        }
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
        if (behind || !conditions.isEmpty()) {
            throw new CannotWait();
        }
        wentAsync = true;
        asynchronous.begins();
    }
}
