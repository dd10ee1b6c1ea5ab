package dev.tomthumb.web;

import dev.tomthumb.model.Fields;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the host application writes, held back until it is known whether it can be kept. That is asked once, when the
 * container would have sent the head: at the first flush, when its buffer would be full, or at the end. What cannot be
 * kept goes straight through from then on; what turns out to be larger than the ceiling, too.
 *
 * <p>This is what the application sees of it: {@link HeldHead} and {@link HeldBody} hold it.
 */
final class HeldResponse extends BufferedResponse {
    /** Asked once, before the first byte of the body is final. */
    @FunctionalInterface
    interface Judge {
        /** Whether the answer that begins so is held to its end; otherwise it goes out with these fields more. */
        HeldBody.Verdict judge(HeldResponse response);
    }

    private final HttpServletResponse target;
    private final boolean detached;
    private final HeldHead head;
    private final HeldBody body;
    private final int cookiesBefore;
    private boolean cookie;
    private @Nullable ServletOutputStream stream;

    /**
     * @param detached whether nobody waits for it any more: then nothing of it is sent
     * @param ceiling the largest body that is held, in bytes
     * @param overflowed told when that is not enough
     */
    HeldResponse(HttpServletResponse target, boolean detached, int ceiling, Judge judge, Runnable overflowed) {
        super(target);
        this.target = target;
        this.detached = detached;
        this.head = new HeldHead(type());
        this.body = new HeldBody(target, head, detached, ceiling, () -> judge.judge(this), overflowed);
        this.cookiesBefore = detached ? 0 : cookies();
    }

    // ---- What the cache asks

    /** The head as the application left it, {@code Content-Type} included. */
    Fields fields() {
        return head.fields();
    }

    /** The message of {@code sendError}, if it was called. */
    Optional<String> error() {
        return head.error();
    }

    /** Whether a cookie goes out with it. The container adds that of a session behind everybody's back. */
    boolean setsCookie() {
        return cookie || (!detached && cookies() > cookiesBefore);
    }

    private int cookies() {
        Collection<String> cookies = target.getHeaders("Set-Cookie");
        return cookies == null ? 0 : cookies.size();
    }

    /** Whether it went to the visitor, or nowhere, without being held. */
    boolean passed() {
        return body.hasPassed();
    }

    /** The body, if it was held. */
    byte[] body() {
        return body.bytes();
    }

    /** Whether the body is as long as the application said. */
    boolean complete() {
        return head.isLengthOf(body.size());
    }

    /** To be called when the application is done. */
    void finish() throws IOException {
        flushWriter();
        body.decideOnce();
    }

    /** From here on everything goes to the visitor as if nobody stood between; what is held goes first. */
    void passOn(Fields more) throws IOException {
        body.passOn(more);
    }

    // ---- What the application does: the body

    @Override
    public ServletOutputStream getOutputStream() {
        if (stream == null) {
            stream = body.stream();
        }
        return stream;
    }

    /** As a container: the character set that the writer writes in is told, too. */
    @Override
    public PrintWriter getWriter() {
        if (!hasWriter() && type().lacksCharset()) {
            type().setCharset(getCharacterEncoding());
        }
        return super.getWriter();
    }

    @Override
    Writer encoder(Charset charset) {
        return new HeldWriter(getOutputStream(), charset, body::isPassing);
    }

    @Override
    public void flushBuffer() throws IOException {
        flushWriter();
        body.commit();
    }

    @Override
    public boolean isCommitted() {
        return body.isCommitted();
    }

    private void requireOpen() {
        if (isCommitted()) {
            throw new IllegalStateException("the response has been sent");
        }
    }

    @Override
    public int getBufferSize() {
        return body.bufferSize();
    }

    @Override
    public void setBufferSize(int size) {
        body.setBufferSize(size);
    }

    @Override
    public void reset() {
        if (body.isPassing()) {
            target.reset();
            return;
        }
        resetBuffer();
        head.clear();
        forgetTypeAndWriter();
        stream = null;
    }

    @Override
    public void resetBuffer() {
        if (body.isPassing()) {
            target.resetBuffer();
            return;
        }
        requireOpen();
        flushWriter();
        body.clear();
    }

    // ---- Status

    @Override
    public void setStatus(int status) {
        if (body.isPassing()) {
            target.setStatus(status);
        }
        if (!body.isSettled()) {
            head.setStatus(status);
        }
    }

    @Override
    public int getStatus() {
        return head.status();
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (body.isPassing()) {
            target.sendError(status, message);
            return;
        }
        requireOpen();
        resetBuffer();
        head.setError(status, message);
        body.end();
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (body.isPassing()) {
            target.sendRedirect(location);
            return;
        }
        requireOpen();
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(status);
        setHeader("Location", location);
        flushWriter();
        body.end();
    }

    // ---- Type and length

    @Override
    public void setContentType(@Nullable String type) {
        if (body.isPassing()) {
            target.setContentType(type);
        }
        if (!body.isSettled()) {
            super.setContentType(type);
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        if (body.isPassing()) {
            target.setCharacterEncoding(charset);
        } else if (!body.isSettled()) {
            super.setCharacterEncoding(charset);
        }
    }

    @Override
    @Nullable
    String inheritedEncoding() {
        return detached ? null : super.inheritedEncoding();
    }

    @Override
    public void setLocale(Locale locale) {
        if (body.isPassing()) {
            target.setLocale(locale);
        } else {
            setHeader("Content-Language", locale.toLanguageTag());
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (body.isPassing()) {
            target.setContentLengthLong(length);
        } else if (!body.isSettled()) {
            head.setContentLength(length);
        }
    }

    // ---- Cookies, which are the visitor's in any case

    @Override
    public void addCookie(Cookie one) {
        cookie = true;
        if (!detached) {
            target.addCookie(one);
        }
    }

    /** A URL with a session in it is for one visitor, and so is the page it stands in. */
    @Override
    public String encodeURL(String url) {
        return noting(url, super.encodeURL(url));
    }

    @Override
    public String encodeRedirectURL(String url) {
        return noting(url, super.encodeRedirectURL(url));
    }

    private String noting(String url, String encoded) {
        cookie |= encoded != null && !encoded.equals(url);
        return encoded;
    }

    // ---- Fields

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (goesStraight(name)) {
            if (!detached) {
                target.setHeader(name, value);
            }
        } else if (isContentType(name)) {
            setContentType(value);
        } else if (!body.isSettled()) {
            head.set(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (goesStraight(name)) {
            if (!detached) {
                target.addHeader(name, value);
            }
        } else if (isContentType(name)) {
            setContentType(value);
        } else if (!body.isSettled()) {
            head.add(name, value);
        }
    }

    private boolean goesStraight(String name) {
        boolean isCookie = name.equalsIgnoreCase("Set-Cookie");
        cookie |= isCookie;
        return isCookie || body.isPassing();
    }

    private static boolean isContentType(String name) {
        return name.equalsIgnoreCase("Content-Type");
    }

    @Override
    public @Nullable String getHeader(String name) {
        return body.isPassing()
                ? target.getHeader(name)
                : fields().first(name).orElseGet(() -> detached ? null : target.getHeader(name));
    }

    @Override
    public Collection<String> getHeaders(String name) {
        List<String> own = fields().all(name);
        return body.isPassing() || own.isEmpty() && !detached ? target.getHeaders(name) : own;
    }

    @Override
    public Collection<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>();
        fields().lines().forEach(line -> names.add(line.name()));
        if (!detached) {
            names.addAll(target.getHeaderNames());
        }
        return names;
    }
}
