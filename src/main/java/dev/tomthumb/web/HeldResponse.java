package dev.tomthumb.web;

import dev.tomthumb.http.HttpDates;
import dev.tomthumb.model.Fields;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
 */
final class HeldResponse extends HttpServletResponseWrapper {
    private static final int USUAL_BUFFER = 8192;

    /** Asked once, before the first byte of the body is final. */
    @FunctionalInterface
    interface Judge {
        /** Whether the answer that begins so is held to its end; otherwise it goes out with these fields more. */
        Verdict judge(HeldResponse response);
    }

    /**
     * The answer to that.
     *
     * @param hold whether it is held
     * @param more fields of our own for an answer that is not
     */
    record Verdict(boolean hold, Fields more) {}

    /** How far it has come. */
    private enum Mode {
        /** As a container before it has sent the head. */
        OPEN,
        /** Nothing has been sent, but the application may not know that. */
        HOLDING,
        /** Everything goes to the visitor. */
        PASSING,
        /** Everything is thrown away: too large, and nobody waits for it. */
        DROPPING
    }

    private final HttpServletResponse target;
    private final boolean detached;
    private final int ceiling;
    private final Judge judge;
    private final Runnable overflowed;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<Fields.Line> lines = new ArrayList<>();
    private final int cookiesBefore;
    private Mode mode = Mode.OPEN;
    private int status = SC_OK;
    private int bufferSize;
    private long declaredLength = -1;
    private boolean ended;
    private boolean cookie;
    private @Nullable String error;
    private @Nullable String mediaType;
    private @Nullable String encoding;
    private @Nullable PrintWriter writer;
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
        this.ceiling = ceiling;
        this.judge = judge;
        this.overflowed = overflowed;
        this.bufferSize = detached ? USUAL_BUFFER : target.getBufferSize();
        this.cookiesBefore = detached ? 0 : cookies();
    }

    /** The head as the application left it, {@code Content-Type} included. */
    Fields fields() {
        List<Fields.Line> all = new ArrayList<>(lines);
        String type = getContentType();
        if (type != null) {
            all.add(new Fields.Line("Content-Type", type));
        }
        if (declaredLength >= 0) {
            all.add(new Fields.Line("Content-Length", Long.toString(declaredLength)));
        }
        return new Fields(all);
    }

    /** The message of {@code sendError}, if it was called. */
    Optional<String> error() {
        return Optional.ofNullable(error);
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
        return mode == Mode.PASSING || mode == Mode.DROPPING;
    }

    /** The body, if it was held. */
    byte[] body() {
        return body.toByteArray();
    }

    /** Whether the body is as long as the application said. */
    boolean complete() {
        return declaredLength < 0 || declaredLength == body.size();
    }

    /** To be called when the application is done. */
    void finish() throws IOException {
        flushWriter();
        if (mode == Mode.OPEN) {
            decide();
        }
    }

    /** From here on everything goes to the visitor as if nobody stood between; what is held goes first. */
    void passOn(Fields more) throws IOException {
        if (passed()) {
            return;
        }
        if (detached) {
            mode = Mode.DROPPING;
            return;
        }
        mode = Mode.PASSING;
        for (Fields.Line line : lines) {
            target.addHeader(line.name(), line.value());
        }
        for (Fields.Line line : more.lines()) {
            target.setHeader(line.name(), line.value());
        }
        if (mediaType != null) {
            target.setContentType(mediaType);
        }
        if (encoding != null) {
            target.setCharacterEncoding(encoding);
        }
        if (error != null) {
            target.sendError(status, error.isEmpty() ? null : error);
            return;
        }
        target.setStatus(status);
        if (declaredLength >= 0) {
            target.setContentLengthLong(declaredLength);
        }
        if (body.size() > 0) {
            body.writeTo(target.getOutputStream());
            body.reset();
        }
    }

    private void decide() throws IOException {
        Verdict verdict = judge.judge(this);
        if (verdict.hold()) {
            mode = Mode.HOLDING;
        } else {
            passOn(verdict.more());
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return;
        }
        if (mode == Mode.OPEN && body.size() + (long) length > bufferSize) {
            decide();
        }
        if (mode == Mode.HOLDING && body.size() + (long) length > ceiling) {
            overflowed.run();
            passOn(Fields.NONE);
        }
        if (mode == Mode.PASSING) {
            target.getOutputStream().write(bytes, offset, length);
        } else if (mode != Mode.DROPPING) {
            body.write(bytes, offset, length);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (stream == null) {
            stream = new Stream();
        }
        return stream;
    }

    private final class Stream extends ServletOutputStream {
        @Override
        public void write(int value) throws IOException {
            HeldResponse.this.write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            HeldResponse.this.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            commit();
        }

        @Override
        public boolean isReady() {
            try {
                return mode != Mode.PASSING || target.getOutputStream().isReady();
            } catch (IOException gone) {
                return true;
            }
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            if (mode != Mode.PASSING) {
                throw new IllegalStateException("only an asynchronous request is written so");
            }
            try {
                target.getOutputStream().setWriteListener(listener);
            } catch (IOException gone) {
                listener.onError(gone);
            }
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

    /** As a container: the character set that the writer writes in is told, too. */
    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            if (encoding == null && mediaType != null) {
                encoding = getCharacterEncoding();
            }
            writer = new PrintWriter(new PassingWriter(getOutputStream(), Charset.forName(getCharacterEncoding())));
        }
        return writer;
    }

    /**
     * Characters for the stream. While the answer is passed on nothing is held back: nobody flushes an asynchronous answer
     * that the application has written with a writer and completed.
     */
    private final class PassingWriter extends Writer {
        private final OutputStream out;
        private final Writer encoder;

        PassingWriter(OutputStream out, Charset charset) {
            this.out = out;
            this.encoder = new OutputStreamWriter(
                    new FilterOutputStream(out) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            out.write(bytes, offset, length);
                        }

                        @Override
                        public void flush() {
                            // The encoder's alone: the stream's would send the head.
                        }
                    },
                    charset);
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            encoder.write(text, offset, length);
            if (mode == Mode.PASSING) {
                encoder.flush();
            }
        }

        @Override
        public void flush() throws IOException {
            encoder.flush();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    private void commit() throws IOException {
        if (ended) {
            return;
        }
        if (mode == Mode.OPEN) {
            decide();
        }
        if (mode == Mode.PASSING) {
            target.flushBuffer();
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        flushWriter();
        commit();
    }

    @Override
    public boolean isCommitted() {
        return mode == Mode.PASSING ? target.isCommitted() : ended || mode != Mode.OPEN;
    }

    @Override
    public int getBufferSize() {
        return bufferSize;
    }

    @Override
    public void setBufferSize(int size) {
        bufferSize = size;
        if (!detached) {
            target.setBufferSize(size);
        }
    }

    @Override
    public void setStatus(int status) {
        if (mode == Mode.PASSING) {
            target.setStatus(status);
        }
        if (settled()) {
            return;
        }
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (mode == Mode.PASSING) {
            target.sendError(status, message);
            return;
        }
        requireOpen();
        resetBuffer();
        this.status = status;
        this.error = message == null ? "" : message;
        ended = true;
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
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (mode == Mode.PASSING) {
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
        ended = true;
    }

    private void requireOpen() {
        if (isCommitted()) {
            throw new IllegalStateException("the response has been sent");
        }
    }

    /** Whether the head cannot be changed any more. */
    private boolean settled() {
        return mode != Mode.OPEN || ended;
    }

    /** The character set is kept apart, for the writer (Servlet 6.0, section 5.6). */
    @Override
    public void setContentType(@Nullable String type) {
        if (mode == Mode.PASSING) {
            target.setContentType(type);
        }
        if (settled()) {
            return;
        }
        if (type == null) {
            mediaType = null;
            return;
        }
        ContentType split = ContentType.of(type);
        mediaType = split.mediaType();
        split.charset().ifPresent(this::setCharacterEncoding);
    }

    @Override
    public @Nullable String getContentType() {
        return mediaType == null || encoding == null ? mediaType : mediaType + ";charset=" + encoding;
    }

    /** Without effect once there is a writer: what it has written is written. */
    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        if (mode == Mode.PASSING) {
            target.setCharacterEncoding(charset);
        } else if (writer == null && !settled()) {
            encoding = charset;
        }
    }

    /** Servlet 6.1's second form, which its wrapper would hand to the real response; Servlet 6.0 has none to override. */
    @SuppressWarnings("MissingOverride")
    public void setCharacterEncoding(Charset charset) {
        setCharacterEncoding(charset.name());
    }

    @Override
    public String getCharacterEncoding() {
        if (encoding != null) {
            return encoding;
        }
        // That of a filter in front, or of web.xml.
        String before = detached ? null : super.getCharacterEncoding();
        return before == null ? StandardCharsets.ISO_8859_1.name() : before;
    }

    @Override
    public void setLocale(Locale locale) {
        if (mode == Mode.PASSING) {
            target.setLocale(locale);
        } else {
            setHeader("Content-Language", locale.toLanguageTag());
        }
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (mode == Mode.PASSING) {
            target.setContentLengthLong(length);
        } else if (!settled()) {
            declaredLength = length;
        }
    }

    @Override
    public void addCookie(Cookie one) {
        cookie = true;
        if (!detached) {
            target.addCookie(one);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        change(name, value, true);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        change(name, value, false);
    }

    private void change(String name, @Nullable String value, boolean instead) {
        boolean isCookie = name.equalsIgnoreCase("Set-Cookie");
        cookie |= isCookie;
        if (mode == Mode.PASSING || isCookie) {
            if (!detached && instead) {
                target.setHeader(name, value);
            } else if (!detached) {
                target.addHeader(name, value);
            }
            return;
        }
        if (settled()) {
            return;
        }
        if (name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
        } else if (name.equalsIgnoreCase("Content-Length")) {
            setContentLengthLong(length(value));
        } else {
            if (instead) {
                lines.removeIf(line -> line.is(name));
            }
            if (value != null && !value.isEmpty()) {
                lines.add(new Fields.Line(name, oneLine(value)));
            } else if (value != null && !instead) {
                lines.add(new Fields.Line(name, ""));
            }
        }
    }

    /** What the container would do with a line end: nothing of an answer can begin a second one. */
    private static String oneLine(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf('\0') < 0
                ? value
                : value.replaceAll("[\\r\\n\\x00]", " ");
    }

    private static long length(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException noNumber) {
            return -1;
        }
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

    @Override
    public @Nullable String getHeader(String name) {
        return mode == Mode.PASSING
                ? target.getHeader(name)
                : fields().first(name).orElseGet(() -> detached ? null : target.getHeader(name));
    }

    @Override
    public Collection<String> getHeaders(String name) {
        List<String> own = fields().all(name);
        return mode == Mode.PASSING || own.isEmpty() && !detached ? target.getHeaders(name) : own;
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

    @Override
    public void reset() {
        if (mode == Mode.PASSING) {
            target.reset();
            return;
        }
        resetBuffer();
        lines.clear();
        status = SC_OK;
        declaredLength = -1;
        mediaType = null;
        encoding = null;
        writer = null;
        stream = null;
    }

    @Override
    public void resetBuffer() {
        if (mode == Mode.PASSING) {
            target.resetBuffer();
            return;
        }
        requireOpen();
        flushWriter();
        body.reset();
    }
}
