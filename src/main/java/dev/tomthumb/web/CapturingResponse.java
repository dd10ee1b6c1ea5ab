package dev.tomthumb.web;

import dev.tomthumb.model.Fields;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
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
    private final HeldHead head = new HeldHead(type());
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

    boolean overflowed() {
        flushWriter();
        return overflow;
    }

    boolean setsCookie() {
        return cookieSet;
    }

    /** All values that the host has given a header, joined as RFC 9110, section 5.3 allows. */
    Optional<String> joined(String name) {
        return head.fields().joined(name);
    }

    /** Sends the captured answer to {@code target} as the host application meant it. */
    void replay(HttpServletResponse target) throws IOException {
        flushWriter();
        // What it declared may have been the length of something else.
        head.setContentLength(body.size());
        head.sendTo(target, Fields.NONE);
        if (head.error().isEmpty()) {
            body.writeTo(target.getOutputStream());
        }
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
        head.setStatus(status);
    }

    @Override
    public int getStatus() {
        return head.status();
    }

    @Override
    public void sendError(int status, @Nullable String message) {
        head.setError(status, message);
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
        if (!keptElsewhere(name, value)) {
            head.set(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!keptElsewhere(name, value)) {
            head.add(name, value);
        }
    }

    /** Cookies go to the visitor at once, the type has a place of its own, and the length is counted. */
    private boolean keptElsewhere(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            cookieSet = true;
            super.addHeader(name, value);
            return true;
        }
        if (name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
            return true;
        }
        return name.equalsIgnoreCase("Content-Length");
    }

    @Override
    public @Nullable String getHeader(String name) {
        return head.fields().first(name).orElseGet(() -> super.getHeader(name));
    }

    @Override
    public Collection<String> getHeaders(String name) {
        List<String> own = head.fields().all(name);
        return own.isEmpty() ? super.getHeaders(name) : own;
    }

    @Override
    public Collection<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        head.fields().lines().forEach(line -> names.add(line.name()));
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
        head.clear();
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
