package dev.tomthumb.web;

import dev.tomthumb.http.HttpDates;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A response that the application writes into our memory instead of the container's. So what a container does between the
 * servlet API and its buffer falls to us: here is the part that is the same whatever becomes of the answer, namely its type
 * and writer, and the API's many ways of saying one thing. Subclasses say what is kept, and when it is sent.
 */
abstract class BufferedResponse extends HttpServletResponseWrapper {
    private final DeclaredType type = new DeclaredType();
    private @Nullable PrintWriter writer;

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    /** What goes to the body as bytes of {@code charset}. */
    abstract Writer encoder(Charset charset);

    /** The character set where the application names none: that of a filter in front, or of web.xml; null = none. */
    @Nullable
    String inheritedEncoding() {
        return super.getCharacterEncoding();
    }

    final DeclaredType type() {
        return type;
    }

    final boolean hasWriter() {
        return writer != null;
    }

    final void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    /** The next writer is a new one, in a character set that can be named anew. */
    final void forgetTypeAndWriter() {
        type.clear();
        writer = null;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(encoder(Charset.forName(getCharacterEncoding())));
        }
        return writer;
    }

    @Override
    public void setContentType(@Nullable String value) {
        if (value == null) {
            type.setMediaType(null);
            return;
        }
        ContentType split = ContentType.of(value);
        type.setMediaType(split.mediaType());
        split.charset().ifPresent(this::setCharacterEncoding);
    }

    @Override
    public @Nullable String getContentType() {
        return type.contentType();
    }

    /** Without effect once there is a writer: what it has written is written. */
    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        if (writer == null) {
            type.setCharset(charset);
        }
    }

    /** Servlet 6.1's second form, which its wrapper would hand to the real response; Servlet 6.0 has none to override. */
    @SuppressWarnings("MissingOverride")
    public void setCharacterEncoding(Charset charset) {
        setCharacterEncoding(charset.name());
    }

    @Override
    public String getCharacterEncoding() {
        String named = type.charset();
        if (named != null) {
            return named;
        }
        String before = inheritedEncoding();
        return before == null ? StandardCharsets.ISO_8859_1.name() : before;
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        sendRedirect(location, SC_FOUND, true);
    }

    /** Servlet 6.1's form, which its wrapper would hand to the real response; Servlet 6.0 has none to override. */
    @SuppressWarnings("MissingOverride")
    public abstract void sendRedirect(String location, int status, boolean clearBuffer) throws IOException;

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    @Override
    public void setDateHeader(String name, long millis) {
        setHeader(name, HttpDates.format(Instant.ofEpochMilli(millis)));
    }

    @Override
    public void addDateHeader(String name, long millis) {
        addHeader(name, HttpDates.format(Instant.ofEpochMilli(millis)));
    }

    @Override
    public boolean containsHeader(String name) {
        return getHeader(name) != null;
    }
}
