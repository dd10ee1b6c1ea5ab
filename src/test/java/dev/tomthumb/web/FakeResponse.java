package dev.tomthumb.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The container's response: remembers what was set on it. */
final class FakeResponse {
    final List<String> headers = new ArrayList<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    int status = 200;
    String contentType = "";
    boolean committed;
    boolean errorSent;
    /** Set by a filter in front; a container says ISO-8859-1 where nobody has. */
    String encoding = "ISO-8859-1";
    /** What happens when all of it has gone out. */
    Runnable flushed = () -> {};

    HttpServletResponse response() {
        Map<String, Function<Object[], Object>> methods = new HashMap<>();
        methods.put("isCommitted", given -> committed);
        methods.put("setStatus", given -> status = (int) given[0]);
        methods.put("setContentType", given -> contentType = (String) given[0]);
        methods.put("getCharacterEncoding", given -> encoding);
        methods.put("setContentLength", given -> null);
        methods.put("addHeader", given -> headers.add(given[0] + ": " + given[1]));
        methods.put("setHeader", given -> {
            headers.removeIf(
                    header -> header.regionMatches(true, 0, given[0] + ":", 0, ((String) given[0]).length() + 1));
            return headers.add(given[0] + ": " + given[1]);
        });
        methods.put("getHeaders", given -> headers((String) given[0]));
        methods.put(
                "getHeaderNames",
                given -> headers.stream()
                        .map(header -> header.substring(0, header.indexOf(':')))
                        .distinct()
                        .toList());
        methods.put("getBufferSize", given -> 8192);
        methods.put("setCharacterEncoding", given -> {
            encoding = (String) given[0];
            return contentType = contentType.isEmpty() ? "" : contentType + ";charset=" + encoding;
        });
        methods.put("setContentLengthLong", given -> null);
        methods.put("sendError", given -> {
            errorSent = true;
            return status = (int) given[0];
        });
        methods.put("flushBuffer", given -> {
            committed = true;
            flushed.run();
            return null;
        });
        methods.put("getHeader", given -> header((String) given[0]).orElse(null));
        methods.put("reset", given -> {
            headers.clear();
            return null;
        });
        methods.put("getOutputStream", given -> stream());
        return Fake.of(HttpServletResponse.class, methods);
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
        String start = name + ": ";
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, start, 0, start.length()))
                .map(header -> header.substring(start.length()))
                .toList();
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int value) {
                body.write(value);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
