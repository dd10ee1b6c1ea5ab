package dev.tomthumb.httpcache;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * A host application that has nothing of its own: every request goes to the origin in the system property {@code
 * http-cache.origin}, with its method, target, fields and body, and the origin's answer comes back. A class
 * alone, as it runs in a Tomcat without the rest of the tests. It writes to a socket itself: HTTP clients have methods
 * and fields they do not send.
 */
public final class PassThroughServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "keep-alive", "transfer-encoding", "te", "upgrade", "trailer", "content-length", "expect");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        URI origin = URI.create(System.getProperty("http-cache.origin"));
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] body = request.getInputStream().readAllBytes();
            socket.getOutputStream().write(head(request, origin, body.length).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            answer(request.getMethod(), socket.getInputStream(), response);
        } catch (EOFException | java.net.SocketException cut) {
            if (response.isCommitted()) {
                throw cut;
            }
            response.sendError(HttpServletResponse.SC_BAD_GATEWAY, "The origin ended the connection.");
        }
    }

    private static String head(HttpServletRequest request, URI origin, int length) {
        StringBuilder head = new StringBuilder();
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        head.append(request.getMethod())
                .append(' ')
                .append(request.getRequestURI())
                .append(query);
        head.append(" HTTP/1.1\r\nHost: ").append(origin.getAuthority()).append("\r\nConnection: close\r\n");
        for (String name : Collections.list(request.getHeaderNames())) {
            if (HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) || name.equalsIgnoreCase("Host")) {
                continue;
            }
            for (String value : Collections.list(request.getHeaders(name))) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        }
        if (length > 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static void answer(String method, InputStream in, HttpServletResponse response) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        while (status < 200) {
            skipHead(in);
            status = Integer.parseInt(line(in).split(" ")[1]);
        }
        response.setStatus(status);
        boolean chunked = false;
        long length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Transfer-Encoding")) {
                chunked = value.equalsIgnoreCase("chunked");
            } else if (name.equalsIgnoreCase("Connection")) {
                named(value, response);
            } else if (name.equalsIgnoreCase("Content-Length")) {
                length = Long.parseLong(value);
                response.setContentLengthLong(length);
            } else if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                response.addHeader(name, value);
            }
        }
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return;
        }
        body(in, chunked, length, response);
    }

    /** The fields it names are not for others; what it says of this connection is for this servlet. */
    private static void named(String connection, HttpServletResponse response) {
        String rest = connection.replaceAll("(?i)(^|,)\\s*(close|keep-alive)\\s*(?=,|$)", "");
        if (!rest.isBlank()) {
            response.addHeader("Connection", rest);
        }
    }

    private static void body(InputStream in, boolean chunked, long length, HttpServletResponse response)
            throws IOException {
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                byte[] chunk = in.readNBytes(size);
                response.getOutputStream().write(chunk);
                if (chunk.length < size) {
                    throw new EOFException("the origin ended within a chunk");
                }
                line(in);
            }
        } else if (length < 0) {
            in.transferTo(response.getOutputStream());
        } else {
            byte[] body = in.readNBytes((int) length);
            response.getOutputStream().write(body);
            if (body.length < length) {
                response.flushBuffer();
                throw new EOFException("the origin ended early");
            }
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        while (!line(in).isEmpty()) {
            // An interim answer is of no interest here.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the origin ended within its head");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
