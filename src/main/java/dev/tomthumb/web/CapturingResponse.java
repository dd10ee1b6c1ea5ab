package dev.tomthumb.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A response that keeps what the host application writes instead of sending it, up to a ceiling, so that an image the
 * host makes can become an original. Nothing reaches the real response except cookies, until {@link #replay} sends
 * the captured answer as it is.
 *
 * <p>Who asks for a field that the host has not set is told what stands on the real response: what a filter in front has
 * said of this visitor counts for everything behind, the cache of answers above all.
 */
final class CapturingResponse extends BufferedResponse {
    private final int ceiling;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    /** Those that take the place of what a filter in front has said, as in {@link HeldHead}. */
    private final Set<String> replacing = new HashSet<>();

    private int status = SC_OK;
    private @Nullable String errorMessage;
    private boolean cookieSet;
    private boolean overflow;
    /** After an error or a redirect, as in a container: the line ends that a JSP still writes are no answer. */
    private boolean ended;

    /** @param ceiling bytes kept at most; what comes behind is dropped and {@link #overflowed} is true */
    CapturingResponse(HttpServletResponse response, long ceiling) {
        super(response);
        this.ceiling = (int) Math.min(ceiling, Integer.MAX_VALUE - 16);
    }

    /** Everything written so far. */
    byte[] bytes() {
        flushWriter();
        return body.toByteArray();
    }

    /** Whether nothing was written. */
    boolean isEmpty() {
        flushWriter();
        return body.size() == 0;
    }

    boolean overflowed() {
        flushWriter();
        return overflow;
    }

    boolean setsCookie() {
        return cookieSet;
    }

    /** All values that the host has given a header, joined as RFC 9110, section 5.3 allows. */
    Optional<String> joined(String name) {
        List<String> values = headers.get(key(name));
        return values == null ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** Sends the captured answer to {@code target} as the host application meant it. */
    void replay(HttpServletResponse target) throws IOException {
        headers.forEach((name, values) -> replay(name, values, target));
        if (status >= SC_BAD_REQUEST && isEmpty()) {
            target.sendError(status, errorMessage);
            return;
        }
        target.setStatus(status);
        String contentType = getContentType();
        if (contentType != null) {
            target.setContentType(contentType);
        }
        byte[] bytes = bytes();
        target.setContentLength(bytes.length);
        target.getOutputStream().write(bytes);
    }

    private void replay(String name, List<String> values, HttpServletResponse target) {
        boolean replaces = replacing.contains(name);
        for (String value : values) {
            if (replaces) {
                target.setHeader(name, value);
                replaces = false;
            } else {
                target.addHeader(name, value);
            }
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (ended) {
            return;
        }
        int room = ceiling - body.size();
        if (length > room) {
            overflow = true;
        }
        body.write(bytes, offset, Math.min(length, Math.max(room, 0)));
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int value) {
                keep(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                keep(bytes, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("a captured response is written synchronously");
            }
        };
    }

    @Override
    Writer encoder(Charset charset) {
        return new OutputStreamWriter(getOutputStream(), charset);
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int status, @Nullable String message) {
        this.status = status;
        this.errorMessage = message;
        resetBuffer();
        ended = true;
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) {
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(status);
        setHeader("Location", location);
        flushWriter();
        ended = true;
    }

    @Override
    public void setContentLengthLong(long length) {
        // Counted when the captured body is used; a declared length may be the host's unresized one.
    }

    @Override
    public void addCookie(Cookie cookie) {
        cookieSet = true;
        super.addCookie(cookie);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        headers.remove(key(name));
        if (!key(name).equals("vary")) {
            replacing.add(key(name));
        }
        addHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (value == null || key(name).equals("content-length")) {
            return;
        }
        if (key(name).equals("set-cookie")) {
            cookieSet = true;
            super.addHeader(name, value);
            return;
        }
        if (key(name).equals("content-type")) {
            setContentType(value);
            return;
        }
        headers.computeIfAbsent(key(name), unused -> new ArrayList<>()).add(value);
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> own = headers.get(key(name));
        return own == null ? super.getHeader(name) : own.get(0);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        List<String> own = headers.get(key(name));
        return own == null ? super.getHeaders(name) : List.copyOf(own);
    }

    @Override
    public Collection<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(headers.keySet());
        names.addAll(super.getHeaderNames());
        return names;
    }

    @Override
    public void flushBuffer() {
        flushWriter();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void reset() {
        resetBuffer();
        headers.clear();
        replacing.clear();
        status = SC_OK;
        errorMessage = null;
        forgetTypeAndWriter();
        ended = false;
    }

    @Override
    public void resetBuffer() {
        flushWriter();
        body.reset();
        overflow = false;
    }
}
