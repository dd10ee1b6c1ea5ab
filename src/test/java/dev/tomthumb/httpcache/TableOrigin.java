package dev.tomthumb.httpcache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A web server that answers each path as it was told to, byte for byte, and remembers what it was asked. */
final class TableOrigin implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ConcurrentMap<String, Script> scripts = new ConcurrentHashMap<>();

    TableOrigin() throws IOException {
        Thread thread = new Thread(this::accept, "table-origin");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** What happens at one path. */
    Script at(String path) {
        return scripts.computeIfAbsent(path, unused -> new Script());
    }

    /** A path's answer and what it was asked. */
    static final class Script {
        volatile String answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
        /** Held back until this is open. */
        volatile CountDownLatch open = new CountDownLatch(0);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> answer(socket), "table-origin");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String requestLine = in.readLine();
            if (requestLine == null) {
                return;
            }
            String[] request = requestLine.split(" ");
            Map<String, String> fields = new TreeMap<>();
            fields.put(":method", request[0]);
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                fields.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
            Script script = at(request[1]);
            script.asked.add(fields);
            script.open.await();
            String answer = script.answer;
            if (!answer.isEmpty()) {
                boolean head = request[0].equals("HEAD");
                String sent = head ? answer.substring(0, answer.indexOf("\r\n\r\n") + 4) : answer;
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // The row's own expectations tell.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
