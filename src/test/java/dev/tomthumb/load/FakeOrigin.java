package dev.tomthumb.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server on the loopback address that counts, and misbehaves as it is told, path by path and while it runs. It has
 * one picture under every name, unless it was given another.
 */
final class FakeOrigin implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long STACK = 128 * 1024;
    private static final byte[] PAGE =
            "<!doctype html><title>Back soon</title><p>We are mending it.\n".getBytes(StandardCharsets.UTF_8);
    /** So long has a silent connection to wait before it is given up; longer than any client's patience. */
    private static final long FOR_EVER_MILLIS = 120_000;

    private final Picture standard;
    private final Picture other;
    private final Map<String, Picture> pictures = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger askedAtAll = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(work -> new Thread(null, work, "origin", STACK, false));
    private final int port;
    private ServerSocket server;
    private Future<?> listening;
    private volatile Fault everywhere = Fault.NONE;
    private volatile long delayMillis;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /**
     * @param standard under every name that was given nothing else
     * @param other what {@link Fault#OTHER_BYTES} sends
     */
    FakeOrigin(Picture standard, Picture other) throws IOException {
        this.standard = standard;
        this.other = other;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.port = server.getLocalPort();
        this.listening = listen(server);
    }

    /** Its root, ending in a slash. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Puts a picture under a path, which begins with a slash. */
    void put(String path, Picture picture) {
        pictures.put(path, picture);
    }

    /** From now on this is wrong with the path; {@link Fault#NONE} mends it. */
    void behave(String path, Fault fault) {
        faults.put(path, fault);
    }

    /** From now on this is wrong with all paths that nothing else was said of. */
    void behave(Fault fault) {
        everywhere = fault;
    }

    /** Answers that are not slow by themselves come after this time. */
    void delay(long millis) {
        delayMillis = millis;
    }

    /** Whoever asks from now on for what is not wrong otherwise waits until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** Answers all who wait. */
    void release() {
        gate.countDown();
    }

    /** How often a path was asked for. */
    int asked(String path) {
        AtomicInteger count = asked.get(path);
        return count == null ? 0 : count.get();
    }

    /** How many questions came at all. */
    int asked() {
        return askedAtAll.get();
    }

    /** How many were answered with 304. */
    int unchanged() {
        return unchanged.get();
    }

    /** Stops listening and cuts all connections, as a killed server does. */
    void kill() throws IOException {
        server.close();
        awaitDeaf();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** A thread that is waiting for a connection may be given one more after the closing, until it has noticed. */
    private void awaitDeaf() {
        try {
            listening.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the origin had stopped listening by itself", broken.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens again, on the same port. */
    void revive() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server = again;
        listening = listen(again);
    }

    private Future<?> listen(ServerSocket at) {
        return threads.submit(() -> {
            try {
                while (true) {
                    Socket socket = at.accept();
                    open.add(socket);
                    threads.execute(() -> serve(socket));
                }
            } catch (SocketException closed) {
                // Killed, or the end.
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Question question = Question.read(new BufferedInputStream(socket.getInputStream()));
            asked.computeIfAbsent(question.path(), fresh -> new AtomicInteger()).incrementAndGet();
            askedAtAll.incrementAndGet();
            answer(question, socket);
        } catch (IOException left) {
            // The client's own business.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void answer(Question question, Socket socket) throws IOException, InterruptedException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        Picture picture = pictures.getOrDefault(question.path(), standard);
        byte[] bytes = picture.bytes();
        switch (faults.getOrDefault(question.path(), everywhere)) {
            case NONE -> well(question, picture, delayMillis, out);
            case SLOW -> well(question, picture, 500, out);
            case VERY_SLOW -> well(question, picture, 7000, out);
            case SILENT -> Thread.sleep(FOR_EVER_MILLIS);
            case REFUSED -> throw new IllegalStateException("an origin that is asked has not refused");
            case RESET -> socket.setSoLinger(true, 0);
            case GARBAGE -> out.write("* OK IMAP4 ready\r\n".getBytes(StandardCharsets.US_ASCII));
            case CUT_SHORT -> head(200, bytes.length, picture, out).write(bytes, 0, bytes.length / 2);
            case STALLED -> {
                head(200, bytes.length, picture, out).write(bytes, 0, bytes.length / 2);
                out.flush();
                Thread.sleep(FOR_EVER_MILLIS);
            }
            case THROTTLED -> throttled(picture, out);
            case LONGER -> {
                head(200, bytes.length, picture, out).write(bytes);
                out.write(PAGE);
            }
            case EMPTY -> head(200, 0, picture, out);
            case HTML -> page(200, out);
            case OTHER_BYTES ->
                head(
                                200,
                                other.bytes().length,
                                new Picture(other.bytes(), picture.entityTag(), picture.cacheControl()),
                                out)
                        .write(other.bytes());
            case UNASKED -> head(304, -1, picture, out);
            case MISSING -> page(404, out);
            case FORBIDDEN -> page(403, out);
            case TOO_MANY -> page(429, out);
            case ERROR -> page(500, out);
            case UNAVAILABLE -> page(503, out);
        }
        out.flush();
    }

    private void well(Question question, Picture picture, long millis, OutputStream out)
            throws IOException, InterruptedException {
        gate.await();
        TimeUnit.MILLISECONDS.sleep(millis);
        if (question.tags().contains(picture.entityTag())) {
            unchanged.incrementAndGet();
            head(304, -1, picture, out);
        } else {
            head(200, picture.bytes().length, picture, out).write(picture.bytes());
        }
    }

    private static void throttled(Picture picture, OutputStream out) throws IOException, InterruptedException {
        head(200, picture.bytes().length, picture, out);
        for (int from = 0; from < picture.bytes().length; from += 50) {
            out.write(picture.bytes(), from, Math.min(50, picture.bytes().length - from));
            out.flush();
            Thread.sleep(100);
        }
    }

    private static void page(int status, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 " + status + " Whatever\r\nContent-Type: text/html\r\nContent-Length: " + PAGE.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(PAGE);
    }

    /** @param length of the body to come, or less than 0 for an answer that has none */
    private static OutputStream head(int status, int length, Picture picture, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n");
        head.append("ETag: ").append(picture.entityTag()).append("\r\n");
        picture.cacheControl()
                .ifPresent(control ->
                        head.append("Cache-Control: ").append(control).append("\r\n"));
        if (length >= 0) {
            head.append("Content-Type: image/jpeg\r\nContent-Length: ")
                    .append(length)
                    .append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return out;
    }

    @Override
    public void close() throws IOException {
        kill();
        threads.shutdownNow();
    }

    /**
     * What was asked.
     *
     * @param tags of {@code If-None-Match}, as they stand; empty if it is absent
     */
    private record Question(String path, String tags) {

        static Question read(InputStream in) throws IOException {
            String[] first = line(in).split(" ", -1);
            String tags = "";
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.regionMatches(true, 0, "If-None-Match:", 0, 14)) {
                    tags = line.substring(14).strip();
                }
            }
            return new Question(first.length > 1 ? first[1] : "", tags);
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the client has gone");
                }
                line.write(c);
            }
            byte[] bytes = line.toByteArray();
            int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
            return new String(Arrays.copyOf(bytes, end), StandardCharsets.ISO_8859_1);
        }
    }
}
