package dev.tomthumb.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on the loopback address that says exactly what a test tells it to, however wrong that is. */
public final class ScriptedServer implements AutoCloseable {
    /** Answers one request. */
    @FunctionalInterface
    public interface Script {
        /**
         * @param request request line and header, lines joined by {@code \n}
         * @param out the raw connection; closed afterwards
         * @param hold waits until the server is closed, for a script that stalls
         */
        void answer(String request, OutputStream out, Stall hold) throws Exception;
    }

    /** Keeps a connection open without a word. */
    @FunctionalInterface
    public interface Stall {
        void untilTheServerCloses() throws InterruptedException;
    }

    private final ServerSocket server;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    public static ScriptedServer start(Script script) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** On a socket of the caller's making, such as one that speaks TLS. */
    public static ScriptedServer start(ServerSocket socket, Script script) {
        ScriptedServer server = new ScriptedServer(socket, script);
        daemon(server::accept);
        return server;
    }

    /** Always the same bytes. */
    public static Script saying(String... parts) {
        byte[] response = String.join("\r\n", parts).getBytes(StandardCharsets.ISO_8859_1);
        return (request, out, hold) -> out.write(response);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Request lines and headers so far. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = request(socket);
            requests.add(request);
            script.answer(request, socket.getOutputStream(), closed::await);
            socket.getOutputStream().flush();
        } catch (Exception e) {
            // The client went away or broke off: what it made of that is for the test to see.
        }
    }

    private static String request(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder request = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            request.append(line).append('\n');
        }
        return request.toString();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
